import { expectAccessible } from '../accessible.ts'
import { hubChip, openInspector } from '../steps.ts'
import { expect, test } from './fixtures.ts'

/** The pages of the navigation by their names, and those that only links lead to. */
const navigated = {
  Users: 'users?size=25&user=mary%20ann',
  Servers: 'servers',
  Spawns: 'spawns',
  Routes: 'routes',
  Inspector: 'inspector',
  'Connection doctor': 'doctor',
  Scopes: 'scopes',
  'Read a log': 'read',
}
const linked = {
  Findings: 'findings',
  'A proxy drops the WebSocket upgrade': 'findings/ws-upgrade-stripped',
}

// axe takes a few seconds, and many more where the machine does other things as well.
test.describe.configure({ timeout: 120_000 })

for (const [heading, view] of Object.entries({ ...navigated, ...linked })) {
  test(`axe finds nothing on the page ${heading}`, async ({ openDemo }) => {
    const page = await openDemo('admin', view)
    await expect(page.getByRole('heading', { level: 1, name: heading })).toBeVisible()
    if (heading === 'Users') await expect(page.getByRole('article', { name: 'default' })).toBeVisible()
    await expect(hubChip(page)).toContainText('answers')
    await expectAccessible(page)
  })
}

test('no page of the navigation is left out above', async ({ openDemo }) => {
  const page = await openDemo('admin', 'users')
  const links = page.getByRole('navigation', { name: 'Pages', exact: true }).getByRole('link')
  await expect(links.first()).toBeVisible()
  const names = Object.keys(navigated)
  await expect(links).toHaveCount(names.length)
  for (const [index, name] of names.entries()) await expect(links.nth(index)).toContainText(name)
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
