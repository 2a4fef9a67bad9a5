import type { Page } from '@playwright/test'
import type { HubVersion } from '#stack/hub-versions.ts'
import { startStack } from '#stack/stack.ts'
import { expectAccessible } from '../accessible.ts'
import { checkServer, sidePanel } from '../steps.ts'
import {
  breakableConfig,
  environmentOf,
  lastActivityOf,
  reroute,
  signal,
  startServer,
  startSlowServer,
} from './broken-servers.ts'
import { cookieSecret, expect, test as base } from './fixtures.ts'

/** A hub whose servers fail in every way, and some that do not. `pids`: of real servers, by name. */
interface Broken {
  broken: { pids: Record<string, number | undefined> }
}

const well = ['gus.abe', 'hana.abe', 'kai.abe', 'lea.abe']

const test = base.extend<object, Broken>({
  stack: [
    async ({ hubRelease, hubBaseUrl }, provide) => {
      const other: HubVersion = hubRelease === '3.1.1' ? '5.5.4' : '4.1.6'
      const stack = await startStack({
        hub: hubRelease,
        baseUrl: hubBaseUrl,
        people: 60,
        servers: false,
        culler: false,
        extraConfig: breakableConfig,
        env: { ...(await environmentOf(other)), HUBSCOPE_COOKIE_SECRET: cookieSecret },
      })
      await provide(stack)
      await stack.stop()
    },
    { scope: 'worker', timeout: 180_000 },
  ],
  broken: [
    async ({ stack }, provide) => {
      const [killed, hung] = await Promise.all([
        startServer(stack, 'admin', 'real-killed'),
        startServer(stack, 'admin', 'real-hung'),
        startServer(stack, 'admin'),
        startServer(stack, 'reader', 'real-other'),
        ...['dara.abe', 'emil.abe', 'fay.abe', 'jun.abe', ...well].map((user) => startServer(stack, user)),
      ])
      signal(killed, 'SIGKILL')
      signal(hung, 'SIGSTOP')
      const slow = await startSlowServer(stack.hubVersion, 2_500)
      await reroute(stack, 'dara.abe', undefined)
      await reroute(stack, 'emil.abe', 'http://127.0.0.1:1')
      await reroute(stack, 'fay.abe', new URL(stack.hubApiUrl).origin)
      await reroute(stack, 'jun.abe', slow.url)
      await provide({ pids: { hung } })
      signal(hung, 'SIGCONT')
      slow.server.close()
    },
    { scope: 'worker', timeout: 120_000, auto: true },
  ],
})

// What does not answer is printed by Chromium; so is what a server refuses to who is not logged in there.
test.beforeEach(({ consoleWatch }) => {
  test.setTimeout(120_000)
  consoleWatch.expectFailures(/\/user\/[^ ]*\/(api|api\/events\/subscribe|files\/none)(\?|$)/)
})

const row = (page: Page, name: string, server = '') =>
  page
    .getByRole('row')
    .filter({ has: page.getByRole('link', { name, exact: true }) })
    .filter({ hasText: server })

test('of many servers, one sweep finds those that do not answer, each with its cause, and leaves the rest unused', async ({
  openAs,
  stack,
}) => {
  const before = await lastActivityOf(stack, 'kai.abe')
  const page = await openAs('admin', 'servers')
  await page.getByRole('button', { name: 'Check who answers' }).click({ timeout: 30_000 })
  await expect(page.getByText(/^\d+ of 12 servers asked$/)).toBeVisible()
  await expect(page.getByRole('progressbar', { name: 'progress of the check' })).toBeVisible()
  await expect(page.getByText('6 of 12 servers answer their users')).toBeVisible({ timeout: 60_000 })

  const list = page.getByRole('list', { name: 'Servers that their users cannot reach' })
  await expect(list.getByRole('listitem')).toHaveText([
    /^2 servers: nobody answers target-down-503/,
    /route-missing|redirect-loop-route|no-answer-in-time|version-mismatch-loop/,
    /route-missing|redirect-loop-route|no-answer-in-time|version-mismatch-loop/,
    /route-missing|redirect-loop-route|no-answer-in-time|version-mismatch-loop/,
    /route-missing|redirect-loop-route|no-answer-in-time|version-mismatch-loop/,
  ])
  await page.getByRole('button', { name: 'Show only these 6' }).click()
  await expect(page.getByRole('table').getByRole('row')).toHaveCount(7)
  await expect(row(page, 'admin', 'real-killed')).toContainText('nobody answers')
  await expect(row(page, 'admin', 'real-hung')).toContainText('no answer in time')
  await expect(row(page, 'dara.abe')).toContainText('no route')
  await expect(row(page, 'emil.abe')).toContainText('nobody answers')
  await expect(row(page, 'fay.abe')).toContainText('sent in circles')
  await expect(row(page, 'reader', 'real-other')).toContainText('runs 4.1.6')
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Clear filters' }).click()
  await expect(row(page, 'jun.abe')).toContainText(/answers after \d+\.\d s/)
  await expect(row(page, 'kai.abe')).toContainText('answers')
  expect(await lastActivityOf(stack, 'kai.abe')).toBe(before)
})

test('a sweep can be stopped, and what it has found stays', async ({ openAs }) => {
  const page = await openAs('admin', 'servers')
  await page.getByRole('button', { name: 'Check who answers' }).click({ timeout: 30_000 })
  await expect(row(page, 'kai.abe')).toContainText('answers', { timeout: 20_000 })
  await page.getByRole('button', { name: 'Cancel' }).click()
  await expect(page.getByText(/^Stopped after \d+ of 12 servers/)).toBeVisible()
  await expect(row(page, 'kai.abe')).toContainText('answers')
  await page.getByRole('button', { name: 'Dismiss' }).click()
  await expect(page.getByText(/^Stopped after/)).toBeHidden()
})

test('a server that was killed counts as ready; the panel says what is at its route, and stops it', async ({
  openAs,
  stack,
}) => {
  const page = await openAs('admin', 'servers')
  const panel = await checkServer(page, stack.hubscopeUrl, 'admin/real-killed')
  await expect(panel).toContainText('admin/real-killed counts as ready, and nobody answers there')
  await expect(panel).toContainText(/gets no answer at http:\/\/127\.0\.0\.1:\d+ either: ECONNREFUSED/)
  await expect(panel.getByRole('link', { name: 'target-down-503' })).toHaveAttribute(
    'href',
    /findings\/target-down-503$/,
  )
  await panel.getByRole('button', { name: 'Stop admin/real-killed' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Stop 1 server' }).click()
  await expect(panel.getByRole('button', { name: 'Start admin/real-killed' })).toBeVisible()
  await panel.getByRole('button', { name: /^Check/ }).click()
  // The user's default server answers there now.
  await expect(panel).toContainText('admin/real-killed has stopped')
  await expect(panel.getByRole('link', { name: 'server-stopped-424' })).toBeVisible()
})

test('a route that is gone is told from one that leads to the hub, and Re-check repairs both', async ({
  openAs,
  stack,
}) => {
  const page = await openAs('admin', 'routes')
  const gone = await checkServer(page, stack.hubscopeUrl, 'dara.abe/', 'routes')
  await expect(gone).toContainText('The proxy has no route to dara.abe')
  await expect(gone).toContainText('The proxy’s table holds no route for it.')
  const circles = await checkServer(page, stack.hubscopeUrl, 'fay.abe/', 'routes')
  await expect(circles).toContainText('Hub and proxy send whoever opens fay.abe in circles')
  await expect(circles).toContainText('Redirect loop detected.')
  await expect(circles).toContainText(/The proxy’s route leads to http:\/\/127\.0\.0\.1:\d+, where the hub/)
  await expectAccessible(page)
  await circles.getByRole('button', { name: 'Re-check' }).click()
  await expect(circles.getByText(/route added/)).toBeVisible()
  await circles.getByRole('button', { name: 'Check again' }).click()
  await expect(circles.getByText('It answers by the public address', { exact: false })).toBeVisible()
  await expect(row(page, 'fay.abe')).toContainText('answers')
  const again = await checkServer(page, stack.hubscopeUrl, 'dara.abe/', 'routes')
  await expect(again).toContainText('There it answers Hubscope’s service')
})

test('a frozen server is said to take requests without answering, until it wakes', async ({
  openAs,
  stack,
  broken,
}) => {
  const page = await openAs('admin', 'servers')
  const panel = await checkServer(page, stack.hubscopeUrl, 'admin/real-hung')
  await expect(panel).toContainText('admin/real-hung gives no answer within 20 s')
  await expect(panel).toContainText(/gets none at .* either: no answer in time/)
  signal(broken.pids['hung'], 'SIGCONT')
  await panel.getByRole('button', { name: 'Check again' }).click()
  await expect(panel).toContainText('It answers by the public address')
})

test('where the browser is logged in at the server, its login and a WebSocket are tried', async ({
  openAs,
  stack,
}) => {
  const page = await openAs('admin', 'servers')
  const panel = await checkServer(page, stack.hubscopeUrl, 'admin/')
  await expect(panel).toContainText('this browser is not logged in there. Open it in a new tab')
  // Of what Jupyter Server has without an interface, files ask for a login first.
  const own = await page.context().newPage()
  await own.goto(`${new URL(stack.url).origin}${stack.baseUrl}user/admin/files/none`)
  await own.close()
  await panel.getByRole('button', { name: 'Check again' }).click()
  await expect(panel).toContainText('It accepts this browser’s login, and a WebSocket opens.')
})

test('who may not enter a server, nor see routes, is told what was left out and which scope would show it', async ({
  openAs,
  stack,
}) => {
  const page = await openAs('reader', 'servers')
  const panel = await checkServer(page, stack.hubscopeUrl, 'kai.abe/')
  await expect(panel).toContainText('It answers by the public address')
  const left = panel.getByRole('region').or(panel).getByRole('listitem')
  await expect(left.filter({ hasText: 'The proxy’s route' })).toContainText('proxy')
  await expect(left.filter({ hasText: 'Its login and its WebSockets: you may not enter it' })).toContainText(
    'access:servers!server=kai.abe/',
  )
})

test('the check works by keyboard, in a narrow window, and gives the focus back', async ({ openAs }) => {
  const page = await openAs('admin', 'servers?q=gus')
  await page.setViewportSize({ width: 390, height: 844 })
  const link = page.getByRole('link', { name: /the check of gus\.abe/ })
  await link.focus()
  await page.keyboard.press('Enter')
  const panel = sidePanel(page)
  await panel.getByRole('button', { name: 'Check', exact: true }).focus()
  await page.keyboard.press('Enter')
  await expect(panel).toContainText('It runs the hub’s version of JupyterHub')
  await expectAccessible(page)
  await page.keyboard.press('Escape')
  await expect(panel).toBeHidden()
  await expect(link).toBeFocused()
  await expect(link).toContainText('answers')
})
