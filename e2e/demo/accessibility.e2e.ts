import { expectAccessible } from '../accessible.ts'
import { hubChip, openInspector } from '../steps.ts'
import { expect, test } from './fixtures.ts'

test('axe finds nothing on any page', async ({ openDemo }) => {
  // Twice for each page, in a few seconds where the machine has nothing else to do.
  test.setTimeout(360_000)
  const page = await openDemo('admin', 'users?size=25&user=mary%20ann')
  await expect(page.getByRole('article', { name: 'default' })).toBeVisible()
  await expectAccessible(page)
  for (const link of await page
    .getByRole('navigation', { name: 'Pages', exact: true })
    .getByRole('link')
    .all()) {
    await link.click()
    await expect(link).toHaveAttribute('aria-current', 'page')
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await expect(hubChip(page)).toContainText('answers')
    await expectAccessible(page)
  }
})

test('axe finds nothing with the inspector open on a refusal', async ({ openDemo, consoleWatch }) => {
  consoleWatch.expectFailures(/\/hub\/api\/users\/stranger/)
  const page = await openDemo('ta', 'users?user=stranger')
  const dock = await openInspector(page)
  await dock.getByRole('row').filter({ hasText: '404' }).getByRole('button').first().click()
  await expect(dock.getByRole('article')).toContainText('scope-filtered-404')
  await expectAccessible(page)
})

test('axe finds nothing on the refusal of the hub', async ({ openDemo }) => {
  const page = await openDemo('stranger')
  await expect(page.getByRole('heading', { name: '403 : Forbidden' })).toBeVisible()
  await expectAccessible(page)
})
