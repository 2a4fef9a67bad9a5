import type { Page } from '@playwright/test'
import { expectAccessible } from '../accessible.ts'
import { hubChip, openInspector, startNamed } from '../steps.ts'
import { banner, expect, test } from './fixtures.ts'

/** What the doctor asks for and shall not get; Chromium prints each. */
const probes = /no-such-endpoint|api\/ws|hubscope-asks-for-nobody|site\/hub\/api\/user$/

const faults = (page: Page) => banner(page).getByRole('combobox', { name: 'Fault' })

/** The doctor's first finding beside the route that the demo's hub lacks on purpose; `none`, or nothing known yet. */
async function firstFinding(page: Page): Promise<string | undefined> {
  if (!(await page.getByRole('heading', { name: 'Checked and well' }).isVisible())) return undefined
  const links = await page.getByRole('article').getByRole('link').allInnerTexts()
  return links.find((code) => code !== 'route-missing') ?? 'none'
}

/** Has the doctor look, and waits until it finds this. What it found before stays in sight while it looks. */
async function expectFinding(page: Page, code: string): Promise<void> {
  await page.getByRole('button', { name: /^Check (the connection|again)$/ }).click()
  await expect.poll(() => firstFinding(page), { timeout: 60_000 }).toBe(code)
}

test('a fault is chosen by keyboard, found by the doctor, and switched off again', async ({
  openDemo,
  consoleWatch,
}) => {
  test.setTimeout(150_000)
  consoleWatch.expectFailures(probes)
  const page = await openDemo('admin', 'users')
  await faults(page).focus()
  await page.keyboard.type('Authorization')
  await expect(banner(page)).toContainText('Broken on purpose: The proxy takes the Authorization header away')
  expect(page.url()).toContain('fault=authorization-stripped')
  await expect(page.getByRole('table', { name: 'Users of the hub' }).getByRole('link')).toHaveCount(50)
  await expectAccessible(page)

  await banner(page).getByRole('link', { name: 'Open the connection doctor' }).click()
  await expectFinding(page, 'auth-header-stripped')
  await page.reload()
  await expectFinding(page, 'auth-header-stripped')

  await faults(page).selectOption('none')
  await expect(banner(page)).not.toContainText('Broken on purpose')
  await expectFinding(page, 'none')
})

test('a Referrer-Policy hurts an old hub and no other', async ({ openDemo, consoleWatch }) => {
  consoleWatch.expectFailures(probes)
  const page = await openDemo('admin', 'doctor')
  await faults(page).selectOption('Referrer-Policy hides the Referer')
  await expect(hubChip(page)).toContainText('JupyterHub 3.1.1')
  await expectFinding(page, 'ref-missing')
  await banner(page).getByLabel('Version').selectOption('6.1.1')
  await expect(banner(page)).toContainText('Hubs newer than 3.1.1, as this one, do not mind.')
  await expectFinding(page, 'none')
})

test('a stripped upgrade and a buffered stream are seen in a browser', async ({ openDemo, consoleWatch }) => {
  consoleWatch.expectFailures(probes)
  const page = await openDemo('admin', 'doctor')
  await faults(page).selectOption('WebSocket upgrades are stripped')
  await expect(banner(page)).toContainText('Requests for WebSockets arrive as ordinary ones.')
  await expectFinding(page, 'ws-upgrade-stripped')
  await faults(page).selectOption('Streams are buffered')
  await expect(banner(page)).toContainText('The proxy collects an answer')
  await expectFinding(page, 'sse-buffered')
})

test('a hub without room says so where a server is started', async ({ openDemo, consoleWatch }) => {
  consoleWatch.expectFailures(/reader\/servers\/spare$/)
  const page = await openDemo('admin', 'servers')
  await faults(page).selectOption('No room for another server')
  await banner(page).getByRole('link', { name: 'Start a server' }).click()
  await startNamed(page, 'spare')
  await expect(page.getByRole('alert')).toContainText('Active user limit exceeded.')
  await page.getByRole('button', { name: 'Why? Open the request in the inspector' }).click()
  await expect((await openInspector(page)).getByRole('article')).toContainText('spawn-throttled-429')
})

test('in a narrow window all of it fits, and what cannot happen here says why', async ({
  openDemo,
  page,
  demoUrl,
}) => {
  await page.setViewportSize({ width: 390, height: 700 })
  await openDemo('admin', 'users')
  await page.goto(`${demoUrl}?fault=host-loop#/users`)
  await expect(banner(page)).toContainText('The platform sends requests to servers by Host')
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
  await expect(
    faults(page).getByRole('option', { name: 'The scheme is lost (only on https)' }),
  ).toBeDisabled()
  await expectAccessible(page)
})
