import { expectAccessible } from '../accessible.ts'
import { demand } from '#stack/hub-client.ts'
import { taGroup } from '#mock-hub/seeds/roles.ts'
import { expect, test } from './fixtures.ts'
import { lend, takeBack } from './lent-rights.ts'
import { card, goTo, openInspector } from '../steps.ts'

/** What the hub asks of who starts a server. */
function startScope(hubVersion: string): string {
  return hubVersion.startsWith('6.') ? 'start:servers' : 'servers'
}

test('reader sees what is to be done disabled, with the scope that is missing', async ({ openAs, stack }) => {
  const page = await openAs('reader', 'users?user=student')
  const stop = page.getByRole('button', { name: 'Stop student’s default server' })
  await expect(stop).toHaveAttribute('aria-disabled', 'true')
  await expect(stop).toHaveAccessibleDescription(/delete:servers/)
  await stop.focus()
  await expect(stop).toBeFocused()
  await page.keyboard.press('Enter')
  const why = page.getByRole('dialog', { name: 'Why you cannot stop a server' })
  await expect(why).toContainText('Nothing was sent.')
  await expect(why.getByRole('region', { name: 'Grant' })).toContainText('delete:servers!server=student/')
  await expectAccessible(page)
  await page.keyboard.press('Escape')
  await expect(stop).toBeFocused()

  await page.getByLabel('Start a named server').fill('other')
  const start = page.getByRole('complementary').getByRole('button', { name: 'Start', exact: true })
  await expect(start).toHaveAttribute('aria-disabled', 'true')
  await expect(start).toHaveAccessibleDescription(new RegExp(`(^|\\s)${startScope(stack.hubVersion)}(\\s|$)`))

  await goTo(page, 'Routes')
  await expect(page.getByRole('main')).toContainText('Hidden from your token: the proxy’s routes')
  await expect(page.getByRole('main').getByText('proxy', { exact: true })).toBeVisible()
})

test('a refusal behind the page’s back is explained in the inspector', async ({
  logInAs,
  stack,
  consoleWatch,
}) => {
  consoleWatch.expectFailures(/\/hub\/api\/(users\/nia\.abe\/server|proxy)$/)
  await lend(stack, 'reader')
  const page = await logInAs('reader', 'users?user=nia.abe')
  const start = page.getByRole('button', { name: 'Start nia.abe’s default server' })
  await expect(start).toBeEnabled()
  await takeBack(stack, 'reader')
  await start.click()
  await expect(card(page, 'default')).toContainText('the hub does not say which')

  const dock = await openInspector(page)
  await dock.getByRole('button', { name: 'Refused', exact: true }).click()
  const row = dock.getByRole('row').filter({ hasText: 'POST /users/nia.abe/server' })
  await expect(row).toContainText('404')
  await expect(row).toContainText('hub')
  await row.getByRole('button').click()
  const detail = dock.getByRole('article')
  await expect(detail).toContainText('scope-filtered-404')
  const needs = detail.getByRole('term').filter({ hasText: 'Needs' })
  await expect(needs.locator('+ *')).toContainText(startScope(stack.hubVersion))
  await expect(detail).toContainText('Hubscope may be delegated it')
  await expect(page).toHaveURL(/inspect=/)
})

test('a missing scope is named by the hub, and the inspector sets it beside those held', async ({
  logInAs,
  stack,
  consoleWatch,
}) => {
  consoleWatch.expectFailures(/\/hub\/api\/proxy$/)
  await lend(stack, 'reader')
  const page = await logInAs('reader', 'routes')
  const recheck = page.getByRole('button', { name: 'Re-check' })
  await expect(recheck).toBeEnabled()
  await expect(page.getByRole('row').filter({ hasText: 'service hubscope' })).toBeVisible()
  await takeBack(stack, 'reader')
  await recheck.click()

  const dock = await openInspector(page)
  await dock.getByRole('button', { name: 'Refused', exact: true }).click()
  const row = dock
    .getByRole('row')
    .filter({ hasText: /(GET|POST) \/proxy/ })
    .first()
  await expect(row).toContainText('403')
  await row.getByRole('button').click()
  const detail = dock.getByRole('article')
  await expect(detail).toContainText('scope-denied')
  await expect(detail).toContainText('requires any of [proxy]')
})

test('ta sees the users of the group and nobody else', async ({ openAs, stack }) => {
  const members = stack.people.groups[taGroup] ?? []
  const page = await openAs('ta', 'users?size=100')
  const names = page.getByRole('table', { name: 'Users of the hub' }).getByRole('link')
  await expect(names).toHaveCount(members.length)
  expect((await names.allTextContents()).toSorted()).toEqual(members.toSorted())
})

test('ta starts and stops the server of a member', async ({ openAs }) => {
  const page = await openAs('ta', 'users?user=tove.abe')
  await page.getByRole('button', { name: 'Start tove.abe’s default server' }).click()
  await expect(card(page, 'default')).toContainText('ready')
  await page.getByRole('button', { name: 'Stop tove.abe’s default server' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Stop 1 server' }).click()
  await expect(card(page, 'default')).toContainText('stopped')
})

test('who is outside ta’s filter is not called deleted', async ({ openAs, consoleWatch }) => {
  consoleWatch.expectFailures(/\/hub\/api\/users\/(stranger|nobody-at-all)\?/)
  const page = await openAs('ta', 'users?user=stranger')
  const panel = page.getByRole('complementary')
  await expect(panel).toContainText('The hub does not show this user.')
  await expect(panel).toContainText(
    'Outside your token’s filter, or no such user: the hub does not say which.',
  )
  // Somebody who does not exist looks the same, since to the hub it is the same.
  await page.goto(new URL('users?user=nobody-at-all', page.url()).href)
  await expect(panel).toContainText('The hub does not show this user.')
  await expect(page.getByRole('main')).not.toContainText(/deleted|no longer exists/i)
})

test('a user who leaves the group while ta looks is not called deleted', async ({
  openAs,
  stack,
  consoleWatch,
}) => {
  consoleWatch.expectFailures(/\/hub\/api\/users\/gus\.berg/)
  const page = await openAs('ta', 'users?user=gus.berg')
  const panel = page.getByRole('complementary')
  await expect(panel.getByText('Groups', { exact: true })).toBeVisible()
  await demand(stack.hubApi, 'DELETE', `/groups/${taGroup}/users`, { users: ['gus.berg'] })
  await page.getByRole('button', { name: 'Start gus.berg’s default server' }).click()
  await expect(panel).toContainText('the hub does not say which')
  await expect(page.getByRole('main')).not.toContainText(/deleted|no longer exists/i)
  await demand(stack.hubApi, 'POST', `/groups/${taGroup}/users`, { users: ['gus.berg'] })
})
