import type { Locator, Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { card, entry, goTo, hubChip, openInspector } from '../steps.ts'

async function stopAndStart(page: Page, user: string): Promise<void> {
  await page.getByRole('button', { name: `Start ${user}’s default server` }).click()
  await expect(card(page, 'default')).toContainText('ready')
  await page.getByRole('button', { name: `Stop ${user}’s default server` }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Stop 1 server' }).click()
  await expect(card(page, 'default')).toContainText('stopped')
}

async function goToInspector(page: Page): Promise<Locator> {
  await entry(page, 'Inspector').click()
  await expect(page.getByRole('heading', { level: 1, name: 'Inspector' })).toBeVisible()
  return page.getByRole('table', { name: /Requests of this page/ })
}

test('a start and a stop are each one group, with the write, the stream, the reads and how it ended', async ({
  openAs,
}) => {
  const page = await openAs('admin', 'users?user=rosa.abe')
  await stopAndStart(page, 'rosa.abe')
  const table = await goToInspector(page)
  await expect(page.getByRole('region', { name: 'Inspector' })).toBeHidden()

  await page.getByLabel('Filter exchanges').fill('action:"Start rosa.abe"')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/[?&]filter=action/)
  await expect(table.getByRole('button', { name: /^Start rosa\.abe/ })).toContainText(/exchanges · ready/)
  await expect(table.getByRole('row').filter({ hasText: 'POST /users/rosa.abe/server' })).toContainText(
    /20[12]/,
  )
  await expect(
    table.getByRole('row').filter({ hasText: 'GET /api/progress?server=rosa.abe/' }),
  ).not.toHaveCount(0)
  await expect(
    table.getByRole('row').filter({ hasText: /GET \/users\/rosa\.abe$|include_stopped/ }),
  ).not.toHaveCount(0)

  await page.getByRole('button', { name: /^Remove action/ }).click()
  await page.keyboard.type('action:"Stop rosa.abe" is:write')
  await page.keyboard.press('Enter')
  await expect(table.getByRole('button', { name: /^Stop rosa\.abe/ })).toContainText(
    /1 of \d+ exchanges · stopped/,
  )
  await expect(table.getByRole('row')).toHaveCount(3)
})

test('what is pinned stays when the list is cleared, and what is kept is there after a reload', async ({
  openAs,
}) => {
  const page = await openAs('admin', 'users?user=sam.abe')
  await expect(hubChip(page)).toContainText('answers')
  const table = await goToInspector(page)
  await page.getByLabel('Filter exchanges').fill('op:getUser path:sam.abe ')
  const row = table.getByRole('row').filter({ hasText: 'GET /users/sam.abe' })
  await row.getByRole('button').click()
  await page.keyboard.press('p')
  await expect(row.getByRole('button')).toHaveAccessibleName(/pinned/)
  await page.getByRole('button', { name: 'Clear', exact: true }).click()
  await expect(row).toBeVisible()

  await page.getByLabel('Keep over reloads').check()
  await page.reload()
  await expect(page).toHaveURL(/filter=/)
  await expect(row.getByRole('button')).toHaveAccessibleName(/pinned/)
  await expect(row).toHaveAttribute('aria-current', 'true')
  await expect(page.getByRole('article', { name: 'Exchange' })).toContainText('GET /users/sam.abe')

  await page.getByLabel('Keep over reloads').uncheck()
  await page.reload()
  await expect(page.getByText('No exchange matches the filter so far.')).toBeVisible()
})

test('the dock and the page show the same exchange on the way from one to the other', async ({ openAs }) => {
  const page = await openAs('admin', 'users?size=25')
  const dock = await openInspector(page)
  await dock.getByRole('row').filter({ hasText: 'GET /users?' }).first().getByRole('button').click()
  const id = new URL(page.url()).searchParams.get('inspect')
  expect(id).toMatch(/^\d+$/)
  await goToInspector(page)
  await expect(page).toHaveURL(new RegExp(`inspect=${id}`))
  await expect(page.getByRole('article', { name: 'Exchange' })).toContainText('GET /users?')
  await goTo(page, 'Users')
  await expect(page.getByRole('article', { name: 'Exchange' })).toBeHidden()
})
