import { expect, test } from './fixtures.ts'
import { logIn } from './login.ts'
import { hubChip } from '../steps.ts'

for (const persona of ['admin', 'reader', 'ta'] as const) {
  test(`${persona} logs in at the hub and sees users`, async ({ logInAs }) => {
    const page = await logInAs(persona)
    await expect(page.getByRole('heading', { level: 1, name: 'Users' })).toBeVisible()
    await expect(hubChip(page)).toContainText(`you are ${persona}`)
    await expect(
      page.getByRole('table', { name: 'Users of the hub' }).getByRole('link').first(),
    ).toBeVisible()
  })
}

test('student, who holds nothing, is told what is hidden and which scopes would show it', async ({
  logInAs,
}) => {
  const page = await logInAs('student')
  await expect(page.getByRole('heading', { level: 1, name: 'Nothing to see with this login' })).toBeVisible()
  const main = page.getByRole('main')
  await expect(main).toContainText('student')
  for (const scope of ['list:users', 'read:servers', 'proxy']) {
    await expect(main.getByText(scope, { exact: true }).first()).toBeVisible()
  }
})

test('stranger, who may not open Hubscope, gets the refusal of the hub', async ({
  logInAs,
  consoleWatch,
}) => {
  consoleWatch.expectFailures(/\/hub\/api\/oauth2\/authorize/)
  const page = await logInAs('stranger')
  await expect(page.getByRole('heading', { name: /403/ })).toBeVisible()
  await expect(page).toHaveURL(/\/hub\/api\/oauth2\/authorize/)
})

test('a wrong password stays at the login form', async ({ stack, page, consoleWatch }) => {
  consoleWatch.expectFailures(/\/hub\/login/)
  await page.goto(stack.hubscopeUrl)
  await page.getByLabel(/username/i).fill('admin')
  await page.getByLabel(/password/i).fill('not the password')
  await page.getByRole('button', { name: /sign in/i }).click()
  await expect(page.getByText(/invalid username or password/i)).toBeVisible()
})

test('a link into Hubscope leads there through the login', async ({ logInAs, stack }) => {
  const page = await logInAs('admin', 'users?q=gus&state=inactive&user=gus.abe')
  await expect(page).toHaveURL(`${stack.hubscopeUrl}users?q=gus&state=inactive&user=gus.abe`)
  await expect(page.getByLabel('Filter by name')).toHaveValue('gus')
  await expect(page.getByRole('complementary', { name: 'gus.abe' })).toBeVisible()
})

test('logging out ends the login here, and one click begins another', async ({ logInAs, consoleWatch }) => {
  // The stream of progress may just be being opened.
  consoleWatch.expectFailures(/\/api\/progress\?/)
  const page = await logInAs('reader')
  await page.getByRole('button', { name: 'Log out' }).click()
  await expect(page.getByRole('heading', { name: 'You are not logged in' })).toBeVisible()
  // The login at the hub is another one, and stands.
  await page.getByRole('link', { name: 'Log in with JupyterHub' }).click()
  await expect(hubChip(page)).toContainText('you are reader')
})

test('another person at the same browser sees nothing of the first one', async ({
  logInAs,
  stack,
  consoleWatch,
}) => {
  // What was under way when the first one left is refused.
  consoleWatch.expectFailures(/\/services\/hubscope\/(hub\/)?api\//)
  const page = await logInAs('admin')
  await expect(hubChip(page)).toContainText('you are admin')
  await page.goto(`${stack.url}hub/logout`)
  await page.goto(stack.hubscopeUrl)
  const link = page.getByRole('link', { name: 'Log in with JupyterHub' })
  await expect(link.or(page.getByLabel('Username:'))).toBeVisible()
  // What was under way may have ended the login here, and then the hub’s form comes by itself.
  if (await link.isVisible()) await link.click()
  await logIn(page, 'student')
  await expect(hubChip(page)).toContainText('you are student')
  await expect(page.getByRole('heading', { level: 1, name: 'Nothing to see with this login' })).toBeVisible()
})
