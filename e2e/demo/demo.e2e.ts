import { entry, goTo, hubChip } from '../steps.ts'
import { banner, expect, test } from './fixtures.ts'

test('it runs below any path, and asks nobody else', async ({ openDemo, demoUrl, page }) => {
  const elsewhere: string[] = []
  page.on('request', (request) => {
    if (!request.url().startsWith(demoUrl)) elsewhere.push(request.url())
  })
  await openDemo('admin', 'users')
  await expect(banner(page)).toContainText('Demo: a hub in your browser. Nothing is real.')
  await expect(hubChip(page)).toContainText('you are admin')
  for (const title of ['Servers', 'Spawns', 'Routes', 'Users'] as const) await goTo(page, title)
  await page.reload()
  await expect(page.getByRole('heading', { level: 1, name: 'Users' })).toBeVisible()
  expect(elsewhere).toEqual([])
})

test('every page has something to show', async ({ openDemo }) => {
  const page = await openDemo('admin', 'users')
  await expect(page.getByRole('table', { name: 'Users of the hub' }).getByRole('link')).toHaveCount(50)
  await goTo(page, 'Servers')
  await expect(page.getByRole('row').filter({ hasText: 'starting' }).first()).toBeVisible()
  await goTo(page, 'Spawns')
  const lanes = page.getByRole('list', { name: 'Spawns' }).getByRole('listitem')
  await expect(lanes.filter({ hasText: 'failed: ImagePullBackOff' }).first()).toBeVisible()
  await expect(lanes.getByRole('progressbar').first()).toBeVisible()
  await goTo(page, 'Routes')
  await expect(entry(page, 'Routes')).toContainText('1 missing')
  await page.getByRole('button', { name: 'Re-check' }).click()
  await expect(page.getByText(/1 route added/)).toBeVisible()
})

test('the visitor becomes somebody else', async ({ openDemo }) => {
  const page = await openDemo('admin', 'users?user=student')
  const you = banner(page).getByLabel('You are')
  await expect(page.getByRole('button', { name: /student’s default server/ })).toBeEnabled()

  await you.selectOption('reader')
  await expect(hubChip(page)).toContainText('you are reader')
  await expect(page.getByRole('button', { name: /student’s default server/ })).toBeDisabled()

  await you.selectOption('ta')
  await expect(hubChip(page)).toContainText('you are ta')
  await expect(entry(page, 'Users')).not.toContainText('205')

  await you.selectOption('student')
  await expect(page.getByRole('heading', { name: 'Nothing to see with this login' })).toBeVisible()

  await you.selectOption('stranger')
  await expect(page.getByRole('heading', { name: '403 : Forbidden' })).toBeVisible()
})

test('the hub becomes another version', async ({ openDemo }) => {
  const page = await openDemo('admin', 'users')
  await expect(hubChip(page)).toContainText('JupyterHub 6.1.1')
  await banner(page).getByLabel('Version').selectOption('4.1.6')
  await expect(hubChip(page)).toContainText('JupyterHub 4.1.6')
  await expect(page.getByRole('table', { name: 'Users of the hub' }).getByRole('link')).toHaveCount(50)
})

test('logging out and in again works without a hub', async ({ openDemo, consoleWatch }) => {
  // The stream of progress notices it too, in its own time.
  consoleWatch.expectFailures(/\/api\/progress\?/)
  const page = await openDemo('reader', 'users')
  await page.getByRole('button', { name: 'Log out' }).click()
  await page.getByRole('link', { name: 'Log in with JupyterHub' }).click()
  await expect(hubChip(page)).toContainText('you are reader')
})

test('a button opens the command palette, and gets the focus back', async ({ openDemo }) => {
  const page = await openDemo('admin', 'servers')
  const opener = page.getByRole('button', { name: 'Go to a page or a user' })
  for (const width of [1280, 390]) {
    await page.setViewportSize({ width, height: 800 })
    await opener.click()
    await expect(page.getByRole('combobox', { name: 'Search commands' })).toBeFocused()
    await page.keyboard.press('Escape')
    await expect(opener).toBeFocused()
  }
})

test('the command palette opens the user whom part of a name finds', async ({ openDemo }) => {
  const page = await openDemo('admin', 'servers')
  await expect(page.getByRole('heading', { level: 1, name: 'Servers' })).toBeVisible()
  await page.keyboard.press('ControlOrMeta+k')
  await page.getByRole('combobox', { name: 'Search commands' }).fill('bela.a')
  await expect(page.getByRole('option').first()).toHaveText('Open user bela.abe')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 2, name: 'bela.abe' })).toBeVisible()
})
