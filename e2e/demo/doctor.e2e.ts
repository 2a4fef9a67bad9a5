import { expectAccessible } from '../accessible.ts'
import { expect, test } from './fixtures.ts'

test('the doctor works in the demo too, and finds only the route that its hub lacks', async ({
  openDemo,
  consoleWatch,
}) => {
  consoleWatch.expectFailures(/no-such-endpoint|hubscope-asks-for-nobody|api\/ws/)
  const page = await openDemo('admin', 'doctor')
  await page.getByRole('button', { name: 'Check the connection' }).click()
  await expect(page.getByRole('heading', { name: 'Checked and well' })).toBeVisible({ timeout: 60_000 })
  await expect(page.getByRole('article')).toHaveCount(1)
  await expect(page.getByRole('article')).toContainText('route-missing')
  await expect(page.getByRole('listitem').filter({ hasText: 'Streams arrive event by event' })).toBeVisible()
  await expectAccessible(page)
})
