import { readFile } from 'node:fs/promises'
import * as z from 'zod/mini'
import { http } from '#stack/http.ts'
import { expectAccessible } from '../accessible.ts'
import { expect, test } from './fixtures.ts'
import { secretsOf } from './session-secrets.ts'

/** What the probes ask so that it is refused. */
const refusedOnPurpose = /no-such-endpoint|api\/ws|hubscope-asks-for-nobody/

test('the doctor finds nothing on a healthy way, and says what it checked', async ({
  openAs,
  consoleWatch,
}) => {
  consoleWatch.expectFailures(refusedOnPurpose)
  const page = await openAs('admin', 'doctor')
  await page.getByRole('button', { name: 'Check the connection' }).click()
  await expect(page.getByText(/The way from browser to hub is well/)).toBeVisible({ timeout: 60_000 })
  for (const line of [
    'Host and port arrive',
    'The Authorization header passes',
    'WebSockets open',
    'Streams arrive event by event',
    'Bodies of 11 MiB pass',
    'The service reaches the hub',
    /route targets (were asked, and )?answer$/,
    /^No route is missing or stale/,
    // One server of the seed is always starting.
    'The progress of a start comes at once',
    /^Clocks agree within [12] s$/,
    /^Pages arrive with 1 Content-Security-Policy/,
    /^Redirects end after/,
  ]) {
    await expect(page.getByRole('listitem').filter({ hasText: line })).toBeVisible()
  }
  await expect(page.getByText(/^Listening on a silent WebSocket for a cut, \d+ of 65 s$/)).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Stop listening' }).click()
  await expect(page.getByRole('button', { name: 'Listen for 65 s' })).toBeVisible()
})

test('where no call comes back the doctor does not call the way well', async ({ openAs, consoleWatch }) => {
  consoleWatch.expectFailures(/./)
  const page = await openAs('admin', 'doctor')
  const check = page.getByRole('button', { name: 'Check the connection' })
  await expect(check).toBeVisible()
  await page.route('**/*', (route) =>
    route.request().resourceType() === 'fetch' ? route.abort() : route.continue(),
  )
  await check.click()
  await expect(page.getByText('Nothing can be said of the way')).toBeVisible({ timeout: 60_000 })
  await expect(page.getByText(/is well/)).toBeHidden()
  await expectAccessible(page)
})

test('a support bundle holds what was found, no secret, and opens again', async ({
  openAs,
  stack,
  consoleWatch,
}) => {
  consoleWatch.expectFailures(refusedOnPurpose)
  const page = await openAs('admin', 'routes')
  // A write, which carries the CSRF value, is recorded before.
  const written = page.waitForResponse(
    (answer) => answer.request().method() === 'POST' && answer.url().endsWith('/hub/api/proxy'),
  )
  await page.getByRole('button', { name: 'Re-check' }).click()
  await written
  await page
    .getByRole('navigation', { name: 'Pages', exact: true })
    .getByRole('link', { name: 'Doctor' })
    .click()
  await page.getByRole('button', { name: 'Check the connection' }).click()
  await expect(page.getByRole('heading', { name: 'Checked and well' })).toBeVisible({ timeout: 60_000 })
  const downloading = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Support bundle' }).click()
  const path = await (await downloading).path()
  const text = await readFile(path, 'utf8')
  for (const secret of await secretsOf(page, stack)) {
    expect(secret.length, 'it is a secret').toBeGreaterThan(6)
    expect(text.includes(secret)).toBe(false)
  }
  expect(text, 'headers are in it').toContain('X-Hubscope-CSRF')
  await page.reload()
  await page.getByLabel('Bundle file to open').setInputFiles(path)
  await expect(page.getByText(/^Opened from/)).toBeVisible()
  await expect(page.getByText(/The way from browser to hub is well/)).toBeVisible()
  const scopes = page.getByRole('region', { name: 'Scopes of whoever made it' })
  await expect(scopes.getByText('admin:users', { exact: true })).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Open in the inspector' }).click()
  await expect(page.getByText(/Nothing here was asked by this page/)).toBeVisible()
  await expect(page.getByRole('row').filter({ hasText: 'Re-check the routes' })).toBeVisible()
})

test('a server that has ended and counts as ready is named, and nothing in front is blamed', async ({
  openAs,
  stack,
  consoleWatch,
}) => {
  consoleWatch.expectFailures(/\/user\/student\/api/)
  const route = `${stack.proxyApiUrl}${stack.baseUrl}user/student`
  const headers = { authorization: `token ${stack.proxyToken}` }
  const before = z.looseObject({}).parse(JSON.parse((await http(route, { headers })).body))
  // Where the route leads now nobody listens, as when the server was killed.
  await http(route, { method: 'POST', headers, json: { ...before, target: 'http://127.0.0.1:9' } })
  try {
    const page = await openAs('admin', 'servers')
    await page.getByRole('button', { name: 'Check who answers' }).click({ timeout: 60_000 })
    const lost = page.getByRole('list', { name: 'Servers that their users cannot reach' })
    await expect(lost.getByRole('listitem')).toHaveCount(1, { timeout: 60_000 })
    await expect(lost).toContainText('student counts as ready, and nobody answers there')
    await expect(lost).toContainText('target-down-503')
  } finally {
    await http(route, { method: 'POST', headers, json: before })
  }
})

test('a server that its user cannot reach is named, and found again after the repair', async ({
  openAs,
  stack,
  consoleWatch,
}) => {
  // Where the way to the server ends in circles, by the hub's own account.
  consoleWatch.expectFailures(/\/hub\/user\/student\/api/)
  const answer = await http(`${stack.proxyApiUrl}${stack.baseUrl}user/student`, {
    method: 'DELETE',
    headers: { authorization: `token ${stack.proxyToken}` },
  })
  expect(answer.status).toBe(204)
  const page = await openAs('admin', 'servers')
  await page.getByRole('button', { name: 'Check who answers' }).click()
  const lost = page.getByRole('list', { name: 'Servers that their users cannot reach' })
  await expect(lost.getByRole('listitem')).toHaveCount(1, { timeout: 60_000 })
  await expect(lost).toContainText('student')
  await expect(lost).toContainText('route-missing')
  await page.goto(`${stack.hubscopeUrl}routes`)
  await page.getByRole('button', { name: 'Re-check' }).click()
  await expect(page.getByText(/1 route added/)).toBeVisible()
  await page.getByRole('button', { name: 'Check who answers' }).click()
  await expect(page.getByText(/all answer their users/)).toBeVisible({ timeout: 60_000 })
})
