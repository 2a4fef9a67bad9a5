import { expectAccessible } from '../accessible.ts'
import { hubChip, openInspector } from '../steps.ts'
import { expect, test } from './fixtures.ts'

for (const view of ['users?size=25&user=mary%20ann', 'servers', 'spawns', 'routes']) {
  test(`axe finds nothing on ${view}`, async ({ openDemo }) => {
    const page = await openDemo('admin', view)
    await expect(hubChip(page)).toContainText('answers')
    await expect(page.getByRole('main').getByRole('link').first()).toBeVisible()
    await expectAccessible(page)
  })
}

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
