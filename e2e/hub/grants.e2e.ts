import type { Locator, Page } from '@playwright/test'
import { expectAccessible } from '../accessible.ts'
import { card, goTo, openInspector } from '../steps.ts'
import { expect, test } from './fixtures.ts'
import { lend, lendingConfig, takeBack } from './lent-rights.ts'
import { revokeLogins } from './revoked-login.ts'

/** Hubscope as of an operator who took the line `proxy` out of its block. */
const withoutProxy = `
import json as _json
for _service in c.JupyterHub.services:
    if _service["name"] == "hubscope":
        _lent = [scope for scope in _service["oauth_client_allowed_scopes"] if scope != "proxy"]
        _service["oauth_client_allowed_scopes"] = _lent
        _service["environment"]["HUBSCOPE_ALLOWED_SCOPES"] = _json.dumps(_lent)
`
const config = lendingConfig + withoutProxy

/** As if their time had come while the hub was away. */
const expireLogins = (user: string) => `
import sqlite3
with sqlite3.connect(run_dir / "hub.sqlite") as _db:
    _db.execute(
        "update api_tokens set expires_at = '2020-01-01 00:00:00.000000'"
        " where user_id = (select id from users where name = '${user}')"
    )
`

test.use({ hubOf: 'grants', hubConfig: config })
// First the grants are taken from the pages, then they are tried, all on one hub.
test.describe.configure({ mode: 'serial', timeout: 120_000 })

const grants: string[] = []

/** Takes what the grant's copy buttons give, as somebody does who pastes it into the hub's configuration. */
async function takeGrant(page: Page, within: Locator): Promise<string[]> {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  const copies = within.getByRole('region', { name: 'Grant' }).getByRole('button', { name: /^Copy / })
  const taken: string[] = []
  for (const copy of await copies.all()) {
    await copy.click()
    await expect(copy).toContainText('Copied')
    taken.push(await page.evaluate(() => navigator.clipboard.readText()))
  }
  grants.push(...taken)
  return taken
}

/** As when the visitor comes back to the tab: everything in sight is asked again. */
function comeBack(page: Page): Promise<boolean> {
  return page.evaluate(() => window.dispatchEvent(new Event('visibilitychange')))
}

test('admin is refused what Hubscope was not delegated: the account may, Hubscope may not', async ({
  logInAs,
}) => {
  const page = await logInAs('admin', 'routes')
  await page.getByRole('button', { name: 'Why you cannot list routes' }).click()
  const why = page.getByRole('dialog')
  await expect(why).toContainText('scope-denied · certain')
  await expect(why).toContainText('Your account may list routes; Hubscope was not given that right')
  const [delegation = '', ...rest] = await takeGrant(page, why)
  expect(rest).toEqual([])
  expect(delegation).toContain('"proxy"')
  expect(delegation).not.toContain('load_roles')
})

test('student is refused the same, and may lack the role too', async ({ logInAs }) => {
  const page = await logInAs('student')
  await page.getByRole('button', { name: 'Why you cannot list routes' }).click()
  const why = page.getByRole('dialog')
  await expect(why).toContainText('Hubscope was not given the right to list routes')
  await expect(why).toContainText('Whether your own roles hold it, a token does not show')
  await expect(why).toContainText('point the hub at another proxy')
  await expect(why).toContainText('If no role of yours holds it yet, add one.')
  await why.getByRole('button', { name: 'Ask what your roles hold' }).click()
  await expect(why).toContainText('Your roles (user, hubscope-visitor) hold')
  await expect(why).toContainText('Neither you nor Hubscope were given the right to list routes')
  await expect(why).not.toContainText('If no role of yours')
  const [delegation, role] = await takeGrant(page, why)
  expect(delegation).toContain('"proxy"')
  expect(role).toContain('"users": ["student"]')
})

test('a twin request tells ta whose filter it is where Hubscope does not know its own list', async ({
  logInAs,
  consoleWatch,
}) => {
  consoleWatch.expectFailures(/\/hub\/api\/users\/stranger\b/)
  const page = await logInAs('ta', 'users?q=abe')
  // As for a service whose operator left the list out of its environment.
  await page.route('**/api/session', async (route) => {
    const response = await route.fetch()
    await route.fulfill({ response, json: { ...(await response.json()), delegable: null } })
  })
  await page.goto(new URL('users?user=stranger', page.url()).href)
  await expect(page.getByRole('complementary')).toContainText('The hub does not show this user.')
  const dock = await openInspector(page)
  await dock.getByRole('row').filter({ hasText: 'GET /users/stranger' }).getByRole('button').click()
  const finding = dock.getByRole('article')
  await expect(finding).toContainText('from your roles, or from what Hubscope may be delegated')
  await finding.getByRole('button', { name: 'Compare with a twin request' }).click()
  const answers = finding.getByRole('region', { name: 'Make sure' })
  await expect(answers).toContainText('Your own roles leave it out, or it is not there')
  await expect(answers).toContainText('Straight to the hub, with neither403: Missing or invalid credentials.')
  await expect(finding).toContainText('The filter comes from your roles: the hub says so to your own login.')
  await expectAccessible(page)
})

test('reader loses a right under an open page, and the refusal names its filter', async ({
  logInAs,
  stack,
  consoleWatch,
}) => {
  consoleWatch.expectFailures(/\/hub\/api\/users\/nia\.abe\/server$/)
  await lend(stack, 'reader')
  const page = await logInAs('reader', 'users?user=nia.abe')
  const start = page.getByRole('button', { name: 'Start nia.abe’s default server' })
  await expect(start).toBeEnabled()
  await takeBack(stack, 'reader')
  await start.click()
  await expect(card(page, 'default')).toContainText('the hub does not say which')
  const dock = await openInspector(page)
  await dock.getByRole('row').filter({ hasText: 'POST /users/nia.abe/server' }).getByRole('button').click()
  const finding = dock.getByRole('article')
  await expect(finding).toContainText('scope-filtered-404')
  const [role, ...rest] = await takeGrant(page, finding)
  expect(rest).toEqual([])
  expect(role).toContain(`servers!server=nia.abe/"`)
})

test('ta is refused a user outside the filter', async ({ logInAs, consoleWatch }) => {
  // The second one is the twins'.
  consoleWatch.expectFailures(/\/hub\/api\/users\/stranger\b/)
  const page = await logInAs('ta', 'users?user=stranger')
  await expect(page.getByRole('complementary')).toContainText('The hub does not show this user.')
  const dock = await openInspector(page)
  await dock.getByRole('row').filter({ hasText: 'GET /users/stranger' }).getByRole('button').click()
  const finding = dock.getByRole('article')
  await expect(finding).toContainText('scope-filtered-404 · certain')
  await expect(finding).toContainText('group physics-101')
  await expect(finding).toContainText('The filter comes from your roles')
  const [role] = await takeGrant(page, finding)
  expect(role).toContain('"read:users:name!user=stranger"')
})

test('ta’s login runs out while the hub is restarted with the grants, which the page says', async ({
  logInAs,
  stack,
  consoleWatch,
}) => {
  test.setTimeout(180_000)
  consoleWatch.expectFailures(/\/services\/hubscope\/(hub\/)?api\//)
  const page = await logInAs('ta', 'users?q=abe')
  const member = page.getByRole('link', { name: 'tove.abe' })
  await expect(member).toBeVisible()
  const written = [...new Set(grants)]
  expect(written).toHaveLength(4)

  await stack.stopHub()
  await stack.startHub({ extraConfig: [config, ...written, expireLogins('ta')].join('\n') })
  await comeBack(page)
  const ended = page.getByRole('alertdialog', { name: 'Your login has ended' })
  await expect(ended).toContainText('creds-missing · certain')
  await expect(ended).toContainText('a token ends after its time')
  await ended.getByRole('link', { name: 'Log in with JupyterHub' }).click()
  await expect(ended).toBeHidden()
  await member.click()
  await expect(page.getByRole('complementary', { name: 'tove.abe' })).toBeVisible()
})

test('admin lists the routes now', async ({ logInAs }) => {
  const page = await logInAs('admin', 'routes')
  await expect(page.getByRole('row').filter({ hasText: 'service hubscope' })).toBeVisible()
})

test('student lists the routes now, and sees nothing more', async ({ logInAs }) => {
  const page = await logInAs('student', 'routes')
  await expect(page.getByRole('row').filter({ hasText: 'service hubscope' })).toBeVisible()
  await goTo(page, 'Users')
  await expect(page.getByRole('main')).toContainText('Hidden from your token: the hub’s users')
})

test('reader starts that server now, and no other', async ({ logInAs }) => {
  const page = await logInAs('reader', 'users?user=nia.abe')
  await page.getByRole('button', { name: 'Start nia.abe’s default server' }).click()
  await expect(card(page, 'default')).toContainText('ready')
  await page.goto(new URL('users?user=tove.abe', page.url()).href)
  const other = page.getByRole('button', { name: 'Start tove.abe’s default server' })
  await expect(other).toHaveAttribute('aria-disabled', 'true')
})

test('ta sees that user now', async ({ logInAs }) => {
  const page = await logInAs('ta', 'users?user=stranger')
  await expect(page.getByRole('complementary', { name: 'stranger' })).toBeVisible()
  await expect(page.getByRole('main')).not.toContainText('The hub does not show this user.')
})

test('a revoked login is explained, and one click makes another', async ({
  logInAs,
  stack,
  consoleWatch,
}) => {
  consoleWatch.expectFailures(/\/services\/hubscope\/(hub\/)?api\//)
  const page = await logInAs('reader', 'users?q=abe')
  const bela = page.getByRole('link', { name: 'bela.abe' })
  await expect(bela).toBeVisible()
  await revokeLogins(stack, 'reader')
  await bela.click()
  const ended = page.getByRole('alertdialog', { name: 'Your login has ended' })
  await expect(ended).toContainText('creds-missing · certain')
  await expect(ended).toContainText('or when it is revoked')
  await ended.getByRole('link', { name: 'Log in with JupyterHub' }).click()
  await expect(page.getByRole('complementary', { name: 'bela.abe' })).toBeVisible()
})
