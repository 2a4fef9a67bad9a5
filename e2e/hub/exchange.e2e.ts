import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import type { Locator, Page } from '@playwright/test'
import { har12Schema } from '#app/inspector/har/testing/har-1.2.ts'
import { expectAccessible } from '../accessible.ts'
import { goTo } from '../steps.ts'
import { expect, test } from './fixtures.ts'

const run = promisify(execFile)

/** Hubscope as of an operator who lets it make tokens, so that an answer holds one. */
const withTokens = `
for _service in c.JupyterHub.services:
    if _service["name"] == "hubscope":
        _service["oauth_client_allowed_scopes"].append("tokens")
`
test.use({ hubOf: 'exchange', hubConfig: withTokens })

async function openInspectorPage(page: Page): Promise<void> {
  await goTo(page, 'Inspector')
  await expect(rows(page).first()).toBeVisible()
}

function rows(page: Page): Locator {
  return page.getByRole('table', { name: /Requests of this page/ }).getByRole('row')
}

async function select(page: Page, text: string): Promise<Locator> {
  await rows(page).filter({ hasText: text }).first().getByRole('button').first().click()
  return page.getByRole('article', { name: 'Exchange' })
}

async function part(detail: Locator, name: string): Promise<Locator> {
  await detail.getByRole('tab', { name, exact: true }).click()
  return detail.getByRole('tabpanel').first()
}

async function exported(page: Page): Promise<string> {
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Export HAR' }).click()
  return (await download).path()
}

async function send(page: Page, operation: string, fields: Record<string, string>): Promise<void> {
  await page.getByRole('button', { name: 'Edit and resend' }).click()
  const form = page.getByRole('dialog', { name: 'Edit and resend' })
  await form.getByLabel('Operation').selectOption(operation)
  for (const [label, text] of Object.entries(fields)) await form.getByLabel(label).fill(text)
  await form.getByRole('button', { name: /^Send/ }).click()
}

test('the copied curl gets from the hub what the page got', async ({ openAs, stack }) => {
  const page = await openAs('admin', 'users?user=mary+ann')
  await expect(page.getByRole('complementary').getByText('Groups', { exact: true })).toBeVisible()
  await openInspectorPage(page)
  const detail = await select(page, 'GET /users/mary ann')
  const body = await (
    await part(detail, 'Response')
  )
    .getByRole('region', { name: 'Body of the answer' })
    .textContent()
  const code = await (await part(detail, 'Code')).getByRole('region', { name: /curl/ }).textContent()
  expect(code).not.toContain(stack.adminToken)

  const env = { ...process.env, JUPYTERHUB_API_TOKEN: stack.adminToken }
  const { stdout } = await run('bash', ['-c', `${code?.trim()} --silent --show-error --fail-with-body`], {
    env,
  })
  const { last_activity: _, ...known } = JSON.parse(body ?? '')
  expect(JSON.parse(stdout)).toMatchObject(known)
})

test('an export holds no secret, opens in Chrome’s devtools, and comes back whole', async ({
  openAs,
  consoleWatch,
}) => {
  test.slow()
  consoleWatch.expectFailures(/\/hub\/api\/users\/nobody-at-all/)
  const page = await openAs('admin', 'users?size=25')
  const secrets = new Map<string, string>()
  page.on('request', (request) => {
    const csrf = request.headers()['x-hubscope-csrf']
    if (csrf !== undefined) secrets.set('CSRF token', csrf)
  })
  await openInspectorPage(page)
  const detail = await select(page, 'GET /users')
  await send(page, 'getUser', { 'Name of the user': 'nobody-at-all' })
  await expect(detail.getByRole('tabpanel').first()).toContainText('not-found · certain')

  // A write asks first; the answer of this one holds a token.
  await send(page, 'createToken', { 'Name of the user': 'admin', 'Body, as JSON': '{"note": "from a form"}' })
  const dialog = page.getByRole('alertdialog', { name: 'Send POST /users/admin/tokens?' })
  await expectAccessible(page)
  const answer = page.waitForResponse((response) => response.url().endsWith('/users/admin/tokens'))
  await dialog.getByRole('button', { name: 'Send POST' }).click()
  const token: unknown = JSON.parse(await (await answer).text())
  expect(token).toMatchObject({ note: 'from a form', token: expect.any(String) })
  secrets.set('token', (token as { token: string }).token)
  await expect(await part(detail, 'Response')).toContainText('[masked]')
  for (const { name, path, value } of await page.context().cookies()) {
    secrets.set(`cookie ${name} of ${path}`, decodeURIComponent(value))
  }
  expect(secrets.size).toBeGreaterThan(3)

  let count = 0
  let path = ''
  // The page looks at its hub again now and then: what is compared is an export with nothing new around it.
  await expect(async () => {
    count = await rows(page).count()
    path = await exported(page)
    expect(await rows(page).count()).toBe(count)
  }).toPass()
  const text = await readFile(path, 'utf8')
  for (const [name, secret] of secrets) expect(text.includes(secret), name).toBe(false)
  const har: unknown = JSON.parse(text)
  expect(har12Schema.safeParse(har).error?.issues).toBeUndefined()
  expect(text).toContain('"_finding"')

  await page.getByLabel('HAR file to open').setInputFiles(path)
  await expect(page.getByText('Nothing here was asked by this page')).toBeVisible()
  await expect(rows(page)).toHaveCount(count)
  await select(page, 'nobody-at-all')
  await expect(await part(detail, 'Overview')).toContainText('not-found · certain')
  await expect(detail.getByRole('button', { name: 'Replay' })).toHaveAttribute('aria-disabled', 'true')
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Back to live' }).click()
  await expect(page.getByText('Nothing here was asked by this page')).toBeHidden()
  await openInDevtools(page, text)
})

/** Chrome's own reader of HAR files, which its network view uses. */
async function openInDevtools(page: Page, text: string): Promise<void> {
  const devtools = await page.context().newPage()
  await devtools.goto('devtools://devtools/bundled/inspector.html')
  const read = await devtools.evaluate(async (har) => {
    const reader: unknown = 'devtools://devtools/bundled/models/har/har.js'
    const { HARFormat, Importer } = await import(reader as string)
    const { log } = new HARFormat.HARRoot(JSON.parse(har))
    return Importer.Importer.requestsFromHARLog(log).map(
      (request: { statusCode: number }) => request.statusCode,
    )
  }, text)
  await devtools.close()
  expect(read).toEqual(expect.arrayContaining([200, 201, 404]))
}

test('a HAR file that Chromium recorded is explained when it is dropped', async ({
  stack,
  browser,
  openAs,
}, testInfo) => {
  const path = testInfo.outputPath('chromium.har')
  const context = await browser.newContext({ recordHar: { path } })
  const stranger = await context.newPage()
  await stranger.goto(`${stack.url}hub/login`)
  await stranger.evaluate(async (api) => (await fetch(api)).text(), `${stack.url}hub/api/users`)
  await context.close()

  const page = await openAs('admin', 'inspector')
  await expect(rows(page).first()).toBeVisible()
  const dropped = await page.evaluateHandle(
    (text) => {
      const data = new DataTransfer()
      data.items.add(new File([text], 'chromium.har'))
      return data
    },
    await readFile(path, 'utf8'),
  )
  await rows(page).first().dispatchEvent('drop', { dataTransfer: dropped })
  await expect(page.getByText('chromium.har')).toBeVisible()
  await expect(page.getByText('Nothing here was asked by this page')).toBeVisible()
  const detail = await select(page, 'GET /users')
  await expect(detail.getByRole('tabpanel').first()).toContainText(/creds-missing|xsrf/)
})

test('a link shows the exchange to somebody else, who has to log in first', async ({
  openAs,
  logInAs,
  consoleWatch,
}) => {
  consoleWatch.expectFailures(/\/hub\/api\/users\/stranger\?/)
  const page = await openAs('ta', 'users?user=stranger')
  await expect(page.getByRole('complementary')).toContainText('The hub does not show this user.')
  await openInspectorPage(page)
  const detail = await select(page, 'GET /users/stranger')
  await detail.getByRole('button', { name: 'Share' }).click()
  const link = await page.getByRole('textbox', { name: 'Link to this exchange' }).inputValue()

  await page.context().clearCookies()
  await logInAs('reader', link.slice(link.indexOf('inspector?')))
  await expect(page.getByText('From a link')).toBeVisible()
  await expect(detail).toContainText('scope-filtered-404')
  await expect(detail).toContainText('“You” is ta here')
  await page.getByRole('button', { name: 'Back to live' }).click()
  await expect(page).not.toHaveURL(/shared=/)
  await page.goto(link.slice(0, -30))
  await expect(page.getByRole('alert')).toContainText('This link to an exchange is broken')
})

test('a read is replayed at once, and marked as what it repeats', async ({ openAs }) => {
  const page = await openAs('admin', 'users?size=25')
  await openInspectorPage(page)
  const detail = await select(page, 'GET /users')
  const before = new URL(page.url()).searchParams.get('inspect')
  await detail.getByRole('button', { name: 'Replay' }).click()
  await expect(detail.getByRole('button', { name: 'an earlier exchange' })).toBeVisible()
  await expect(page).not.toHaveURL(new RegExp(`inspect=${before}(&|$)`))
  await expect(await part(detail, 'Arrival')).toContainText('GET /')
  await expect(detail.getByRole('tabpanel').first()).toContainText('hubscope-session')
  await expectAccessible(page)
})
