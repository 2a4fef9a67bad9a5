import { card, goTo, lane, spawnLog, startNamed } from '../steps.ts'
import { banner, expect, test } from './fixtures.ts'

test('a server is started, watched, and stopped', async ({ openDemo }) => {
  const page = await openDemo('admin', 'users?user=bela.abe')
  await startNamed(page, 'kube-1')
  await expect(card(page, 'kube-1')).toContainText('starting')
  await goTo(page, 'Spawns')
  await lane(page, 'bela.abe').getByRole('link').click()
  await expect(spawnLog(page)).toContainText('Pulling image')
  await expect(lane(page, 'bela.abe')).toContainText('ready, route confirmed', { timeout: 20_000 })

  await goTo(page, 'Users')
  await page.getByRole('searchbox', { name: 'Filter by name' }).fill('bela.abe')
  await page.getByRole('link', { name: 'bela.abe', exact: true }).click()
  await page.getByRole('button', { name: 'Stop bela.abe/kube-1' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Stop 1 server' }).click()
  await expect(card(page, 'kube-1')).toContainText('stopped')
})

test('a failed start tells why', async ({ openDemo, consoleWatch }) => {
  consoleWatch.expectFailures(/chen\.abe\/servers\/fail-1$/)
  const page = await openDemo('admin', 'users?user=chen.abe')
  await startNamed(page, 'fail-1')
  await expect(card(page, 'fail-1')).toContainText('ImagePullBackOff: cannot pull image')
})

test('what was done stays through a reload, until it is reset', async ({ openDemo }) => {
  const page = await openDemo('admin', 'users?user=dara.abe')
  await startNamed(page, 'quick-1')
  await expect(card(page, 'quick-1')).toContainText('ready')
  await page.reload()
  await expect(card(page, 'quick-1')).toContainText('ready')
  await banner(page).getByRole('button', { name: 'Reset' }).click()
  await expect(card(page, 'default')).toBeVisible()
  await expect(card(page, 'quick-1')).toBeHidden()
})
