import { expect, test } from './fixtures.ts'
import { card, goTo, lane, spawnLog, startNamed } from '../steps.ts'

test('a slow start is watched to its end while another page is open', async ({ openAs, stack }) => {
  test.setTimeout(90_000)
  const page = await openAs('admin', 'users?user=bela.abe')
  await startNamed(page, 'slow-1')
  await expect(card(page, 'slow-1')).toContainText('starting')

  await goTo(page, 'Routes')
  const route = page.getByRole('row').filter({ hasText: `${stack.baseUrl}user/bela.abe/slow-1/` })
  await expect(route).toContainText('routed', { timeout: 60_000 })

  await goTo(page, 'Spawns')
  await expect(lane(page, 'bela.abe')).toContainText('ready, route confirmed')
  await lane(page, 'bela.abe').getByRole('link').click()
  const log = spawnLog(page)
  await expect(log).toContainText('Successfully assigned')
  await expect(log).toContainText('Started container notebook')
  await expect(log, 'every event was heard when it happened').not.toContainText('earlier')
  await expect(log).toContainText('Ready after')
})

test('what the spawner says is text, not markup', async ({ openAs }) => {
  const page = await openAs('admin', 'users?user=ivo.abe')
  await startNamed(page, 'kube-1')
  await goTo(page, 'Spawns')
  await lane(page, 'ivo.abe').getByRole('link').click()
  await expect(spawnLog(page)).toContainText('Pulling image "registry.example.org')
  await expect(spawnLog(page).locator('b, a, code')).toHaveCount(0)
  await expect(lane(page, 'ivo.abe')).toContainText('ready', { timeout: 20_000 })
})

test('a failed start tells the words of the spawner, also afterwards', async ({ openAs, consoleWatch }) => {
  consoleWatch.expectFailures(/chen\.abe\/servers\/fail-1$/)
  const page = await openAs('admin', 'users?user=chen.abe')
  await startNamed(page, 'fail-1')
  await expect(card(page, 'fail-1')).toContainText('ImagePullBackOff: cannot pull image')

  await goTo(page, 'Spawns')
  await expect(lane(page, 'chen.abe')).toContainText('failed: ImagePullBackOff')

  // Somebody who was not there finds it too.
  await page.evaluate(() => sessionStorage.clear())
  await page.goto(new URL('users?user=chen.abe', page.url()).href)
  await expect(card(page, 'fail-1')).toContainText('ImagePullBackOff: cannot pull image')
})

test('the failed start of the seeds is found without having watched it', async ({ openAs }) => {
  const page = await openAs('admin', 'spawns')
  await expect(lane(page, 'mary ann')).toContainText('failed: ImagePullBackOff')
  await expect(page.getByText(/failed in the last hour/)).toBeVisible()
})

test('a cancelled start does not turn green', async ({ openAs, consoleWatch }) => {
  consoleWatch.expectFailures(/dara\.abe\/servers\/hang-1$/)
  const page = await openAs('admin', 'users?user=dara.abe')
  await startNamed(page, 'hang-1')
  await expect(card(page, 'hang-1')).toContainText('starting')
  await page.getByRole('button', { name: 'Cancel the start of dara.abe/hang-1' }).click()
  const dialog = page.getByRole('alertdialog', { name: 'Cancel the start of dara.abe/hang-1?' })
  await dialog.getByRole('button', { name: 'Cancel the start' }).click()
  await expect(dialog).toBeHidden()
  await expect(card(page, 'hang-1')).toContainText('stopped')

  await goTo(page, 'Spawns')
  await expect(lane(page, 'dara.abe')).toContainText('stopped before it was ready')
  await lane(page, 'dara.abe').getByRole('link').click()
  await expect(spawnLog(page)).not.toContainText('Ready after')
})

test('a server is started and stopped; what is lost is said before', async ({ openAs }) => {
  const page = await openAs('admin', 'users?user=emil.abe')
  await page.getByRole('button', { name: 'Start emil.abe’s default server' }).click()
  await expect(card(page, 'default')).toContainText('ready')
  const row = page
    .getByRole('table', { name: 'Users of the hub' })
    .getByRole('row')
    .filter({ hasText: 'emil.abe' })
  await expect(row).toContainText('ready')

  await page.getByRole('button', { name: 'Stop emil.abe’s default server' }).click()
  const dialog = page.getByRole('alertdialog', { name: 'Stop emil.abe’s default server?' })
  await expect(dialog).toContainText('Running kernels and unsaved work are lost.')
  await dialog.getByRole('button', { name: 'Stop 1 server' }).click()
  await expect(dialog).toBeHidden()
  await expect(card(page, 'default')).toContainText('stopped')
  await expect(row).toContainText('none running')
})

test('a stopped named server is deleted', async ({ openAs }) => {
  const page = await openAs('admin', 'users?user=jun.abe')
  await startNamed(page, 'quick-1')
  await expect(card(page, 'quick-1')).toContainText('ready')
  await page.getByRole('button', { name: 'Stop jun.abe/quick-1' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Stop 1 server' }).click()
  await page.getByRole('button', { name: 'Delete jun.abe/quick-1' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete 1 server' }).click()
  await expect(card(page, 'quick-1')).toBeHidden()
})

test('a name that the hub refuses is refused in its own words', async ({ openAs, consoleWatch }) => {
  consoleWatch.expectFailures(/kai\.abe\/servers\//)
  const page = await openAs('admin', 'users?user=kai.abe')
  await startNamed(page, 'Not A Name')
  await expect(page.getByRole('complementary').getByRole('alert')).toContainText('Invalid server_name')
})
