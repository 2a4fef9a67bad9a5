import { http } from '#stack/http.ts'
import type { Stack } from '#stack/stack-options.ts'
import { expect, test } from './fixtures.ts'
import { card, entry, goTo } from '../steps.ts'

/** Deletes a route at the proxy's own API: the hub does not notice. */
async function deleteRoute(stack: Stack, path: string): Promise<void> {
  const answer = await http(`${stack.proxyApiUrl}${path.replace(/\/$/, '')}`, {
    method: 'DELETE',
    headers: { authorization: `token ${stack.proxyToken}` },
  })
  expect(answer.status).toBe(204)
}

test('a route appears with its server and goes with it', async ({ openAs, stack }) => {
  const path = `${stack.baseUrl}user/fay.abe/`
  const page = await openAs('admin', 'users?user=fay.abe')
  await page.getByRole('button', { name: 'Start fay.abe’s default server' }).click()
  await expect(card(page, 'default')).toContainText('ready')
  await goTo(page, 'Routes')
  const row = page.getByRole('row').filter({ hasText: path })
  await expect(row).toContainText('routed')
  await expect(row).toContainText('fay.abe')

  await goTo(page, 'Users')
  await page.getByRole('link', { name: 'fay.abe', exact: true }).click()
  await page.getByRole('button', { name: 'Stop fay.abe’s default server' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Stop 1 server' }).click()
  await expect(card(page, 'default')).toContainText('stopped')
  await goTo(page, 'Routes')
  await expect(page.getByRole('row').filter({ hasText: `${stack.baseUrl}services/hubscope/` })).toBeVisible()
  await expect(row).toBeHidden()
})

test('a route deleted behind the hub’s back is missed, and repaired by a re-check', async ({
  openAs,
  stack,
}) => {
  const path = `${stack.baseUrl}user/gus.abe/`
  const page = await openAs('admin', 'users?user=gus.abe')
  await page.getByRole('button', { name: 'Start gus.abe’s default server' }).click()
  await expect(card(page, 'default')).toContainText('ready')
  await deleteRoute(stack, path)

  await page.goto(`${stack.hubscopeUrl}routes`)
  const row = page.getByRole('row').filter({ hasText: path })
  await expect(row).toContainText('missing')
  await expect(row).toContainText('no route')
  await expect(entry(page, 'Routes')).toContainText('1 missing')

  await page.getByRole('button', { name: 'Re-check' }).click()
  await expect(page.getByText('1 route added.')).toBeVisible()
  await expect(row).toContainText('routed')
  await expect(entry(page, 'Routes')).not.toContainText('missing')
  const server = await http(`${new URL(stack.url).origin}${path}api`)
  expect(server.status).toBe(200)
})
