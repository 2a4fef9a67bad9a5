import { expect, test } from './fixtures.ts'

test('admin logs in and sees the users', async ({ openAs }) => {
  const page = await openAs('admin')
  await expect(page.getByRole('heading', { level: 1, name: 'Users' })).toBeVisible()
  await expect(page.getByRole('region', { name: 'Hub' })).toContainText('you are admin')
})
