import type { Page } from '@playwright/test'
import { broken } from './broken/all.ts'
import { checkConnection, refusedOnPurpose } from './check-connection.ts'
import { edgeNames } from './edges/edge.ts'
import { expect, test } from './fixtures.ts'

// The authority is thrown away after the test; nobody installs it.
test.use({ ignoreHTTPSErrors: true })
// All probes of a page take their time on a busy machine.
test.setTimeout(120_000)

/** A silent WebSocket is held after a check; these tests need no answer from it. */
async function checkAndStopListening(page: Page, origin: string): Promise<void> {
  await checkConnection(page, origin)
  await page.getByRole('button', { name: 'Stop listening' }).click()
}

for (const name of edgeNames) {
  test(`the doctor’s page is silent behind ${name} as in deploy/, and has looked`, async ({
    page,
    putInFront,
    consoleWatch,
  }) => {
    consoleWatch.expectFailures(refusedOnPurpose)
    const edge = await putInFront(name)
    await checkAndStopListening(page, edge.origin)
    await expect(page.getByText(/The way from browser to hub is well/)).toBeVisible()
    await expect(page.getByRole('article')).toHaveCount(0)
    await expect(page.getByRole('term')).toHaveText(['Silent WebSockets'])
  })
}

test('the doctor’s page names what a WebSocket alone loses behind nginx, and where', async ({
  page,
  putInFront,
  consoleWatch,
}) => {
  consoleWatch.expectFailures(refusedOnPurpose)
  const one = broken.nginx.find(({ title }) => title === 'passes another Host with WebSockets alone')
  const edge = await putInFront('nginx', one?.changes)
  await checkAndStopListening(page, edge.origin)
  const card = page.getByRole('article')
  await expect(card).toHaveCount(1)
  await expect(card).toContainText('ws-origin-blocked')
  await expect(card).toContainText(`from ${new URL(edge.origin).host} arrived with Host`)
  await expect(card.getByRole('region', { name: 'nginx' })).toContainText('proxy_set_header Host $http_host;')
})

test('the doctor’s page names another address at each connection, as the hub sees it', async ({
  page,
  putInFront,
  consoleWatch,
}) => {
  consoleWatch.expectFailures(refusedOnPurpose)
  const one = broken.nginx.find(({ title }) => title === 'gives every connection another X-Real-IP')
  const edge = await putInFront('nginx', one?.changes)
  await checkAndStopListening(page, edge.origin)
  const card = page.getByRole('article')
  await expect(card).toHaveCount(1)
  await expect(card).toContainText('xsrf-login-ip · certain')
  await expect(card).toContainText(/the hub (took|takes) this visitor for \d different ones/)
  await expect(card.getByRole('region', { name: 'nginx' })).toContainText('X-Real-IP $remote_addr;')
})
