import { expect, test } from './fixtures.ts'
import { hubChip } from '../steps.ts'
import { revokeLogins } from './revoked-login.ts'

test.use({ hubOf: 'outage' })

test('a revoked login is told over the page, and one click leads back to the same view', async ({
  logInAs,
  stack,
  consoleWatch,
}) => {
  consoleWatch.expectFailures(/\/services\/hubscope\/(hub\/)?api\//)
  const page = await logInAs('reader', 'users?q=abe')
  const table = page.getByRole('table', { name: 'Users of the hub' })
  await expect(table.getByRole('link', { name: 'bela.abe' })).toBeVisible()
  await revokeLogins(stack, 'reader')

  await table.getByRole('link', { name: 'bela.abe' }).click()
  const ended = page.getByRole('alertdialog', { name: 'Your login has ended' })
  await expect(ended).toBeVisible()
  await expect(page.getByRole('table', { name: 'Users of the hub', includeHidden: true })).toContainText(
    'bela.abe',
  )

  await ended.getByRole('link', { name: 'Log in with JupyterHub' }).click()
  await expect(hubChip(page)).toContainText('you are reader')
  await expect(ended).toBeHidden()
  await expect(page).toHaveURL(`${stack.hubscopeUrl}users?q=abe&user=bela.abe`)
  await expect(page.getByRole('complementary', { name: 'bela.abe' })).toBeVisible()
})

test('a hub that stops and starts again under an open page', async ({ logInAs, stack, consoleWatch }) => {
  test.setTimeout(180_000)
  consoleWatch.expectFailures(/\/services\/hubscope\/(hub\/)?api\//)
  const page = await logInAs('admin', 'users?q=abe')
  const row = page.getByRole('table', { name: 'Users of the hub' }).getByRole('link', { name: 'bela.abe' })
  await expect(row).toBeVisible()
  await page.evaluate(() => {
    document.documentElement.dataset['mark'] = 'not loaded again'
  })

  const stale = page.getByRole('main').getByText(/showing what (was known|it said)/i)

  await stack.stopHub()
  // As when the visitor comes back to the tab: everything in sight is asked again.
  await page.evaluate(() => window.dispatchEvent(new Event('visibilitychange')))
  await expect(hubChip(page)).toContainText('no answer')
  // A call that fails is made once more.
  await expect(stale).toBeVisible({ timeout: 30_000 })
  await expect(row, 'what was known stays').toBeVisible()

  await stack.startHub()
  await expect(hubChip(page)).toContainText('answers')
  await expect(stale).toBeHidden()
  await expect(row).toBeVisible()
  await expect(page.locator('html')).toHaveAttribute('data-mark', 'not loaded again')
})
