import { awkwardNames } from '#mock-hub/seeds/names.ts'
import { expect, test } from './fixtures.ts'
import { entry } from '../steps.ts'

test('all users are listed, page by page', async ({ openAs, stack }) => {
  const page = await openAs('admin', 'users')
  const total = stack.people.names.length
  await expect(entry(page, 'Users')).toContainText(String(total))
  const table = page.getByRole('table', { name: 'Users of the hub' })
  await expect(table.getByRole('link', { name: 'admin', exact: true })).toBeVisible()
  await expect(page.getByText(`1–50 of ${total} users`)).toBeVisible()
  await page.getByRole('button', { name: 'Next' }).click()
  await expect(page.getByText(`51–100 of ${total} users`)).toBeVisible()
  await expect(page).toHaveURL(/page=2/)
  await page.goBack()
  await expect(page.getByText(`1–50 of ${total} users`)).toBeVisible()
})

test('names with signs, spaces, other scripts and tags are shown as they are, and open', async ({
  openAs,
}) => {
  const page = await openAs('admin', 'users')
  const table = page.getByRole('table', { name: 'Users of the hub' })
  for (const name of awkwardNames) {
    await table.getByRole('link', { name, exact: true }).click()
    await expect(page.getByRole('complementary').getByRole('heading', { level: 2 })).toHaveText(name)
    await expect(page.getByRole('complementary').getByText('Groups', { exact: true })).toBeVisible()
  }
})

test('the name filter asks the hub, and lives in the address', async ({ openAs, stack }) => {
  const count = stack.people.names.filter((name) => name.includes('hana.')).length
  const page = await openAs('admin', 'users')
  await page.getByLabel('Filter by name').fill('hana.')
  const rows = page.getByRole('table', { name: 'Users of the hub' }).getByRole('link')
  await expect(rows).toHaveCount(count)
  await expect(page).toHaveURL(/q=hana/)
  await page.reload()
  await expect(rows).toHaveCount(count)
  await page.getByLabel('Filter by name').fill('nobody-of-this-name')
  await page.getByRole('button', { name: 'Clear filters' }).first().click()
  await expect(page.getByLabel('Filter by name')).toHaveValue('')
})

test('the state filter leaves users with servers', async ({ openAs }) => {
  const page = await openAs('admin', 'users')
  await page.getByLabel('State').selectOption('Active')
  const table = page.getByRole('table', { name: 'Users of the hub' })
  await expect(table.getByRole('link', { name: 'zoë' })).toBeVisible()
  await expect(table.getByRole('link', { name: 'stranger' })).toBeHidden()
})

test('the hub sorts by name', async ({ openAs }) => {
  const page = await openAs('admin', 'users?q=abe')
  const header = page.getByRole('columnheader', { name: 'User', exact: true })
  await header.getByRole('button').click()
  await expect(header).toHaveAttribute('aria-sort', /ascending|descending/)
  const first = page.getByRole('table', { name: 'Users of the hub' }).getByRole('link').first()
  await expect(first).toHaveText('amal.abe')
  await header.getByRole('button').click()
  await expect(first).toHaveText('tove.abe')
})

test('servers of the whole hub are on one page', async ({ openAs }) => {
  const page = await openAs('admin', 'servers')
  const table = page.getByRole('table', { name: 'Servers that are not stopped' })
  await expect(table.getByRole('row').filter({ hasText: 'zoë' })).toContainText('starting')
  await expect(table.getByRole('row').filter({ hasText: 'ada@example.org' })).toHaveCount(2)
})
