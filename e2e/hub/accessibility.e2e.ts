import { expectAccessible } from '../accessible.ts'
import { expect, test } from './fixtures.ts'
import { card, hubChip } from '../steps.ts'

const views = [
  { view: 'users?size=25', shows: 'ada@example.org' },
  { view: 'users?size=25&user=ada%40example.org', shows: 'Open' },
  { view: 'users?q=nobody-of-this-name', shows: 'Clear filters' },
  { view: 'servers', shows: 'ada@example.org' },
  { view: 'spawns', shows: 'ImagePullBackOff' },
  { view: 'spawns?server=mary+ann%2Ffail', shows: 'what the spawner said' },
  { view: 'routes', shows: 'service hubscope' },
  { view: 'doctor', shows: 'Nothing is changed' },
  { view: 'scopes', shows: 'Yours, but not delegated to Hubscope' },
  { view: 'scopes?view=what-if&scopes=servers%21group%3Dphysics-101', shows: 'The role to copy' },
  { view: 'scopes?view=can-they&who=ta&on-user=student', shows: 'stop a server' },
  { view: 'scopes?view=token', shows: 'Check a token' },
  { view: 'users?size=25&as=list:users%21group%3Dphysics-101', shows: 'Shown as a token' },
  { view: 'inspector', shows: 'list users' },
  { view: 'inspector?filter=-path%3Aproxy+colour%3Ared', shows: 'There is no “colour” to filter by.' },
  { view: 'findings?q=xsrf', shows: 'The XSRF message hides' },
  { view: 'findings/scope-denied', shows: 'How to tell' },
  { view: 'no-such-page', shows: 'Hubscope' },
]

for (const { view, shows } of views) {
  test(`axe finds nothing on ${view}`, async ({ openAs }) => {
    const page = await openAs('admin', view)
    await expect(hubChip(page)).toContainText('answers')
    await expect(page.getByText(shows).first()).toBeVisible()
    await expectAccessible(page)
  })
}

test('axe finds nothing on a narrow window, with the menu open', async ({ openAs }) => {
  const page = await openAs('admin', 'users?size=25')
  await page.setViewportSize({ width: 390, height: 844 })
  await expectAccessible(page)
  await page.getByRole('button', { name: /menu/i }).click()
  await expect(page.getByRole('link', { name: 'Routes' })).toBeVisible()
  await expectAccessible(page)
})

test('axe finds nothing with a dialog open', async ({ openAs }) => {
  const page = await openAs('admin', 'users?size=25&user=student')
  await expect(card(page, 'default')).toContainText('ready')
  await page.getByRole('button', { name: 'Stop student’s default server' }).click()
  await expect(page.getByRole('alertdialog')).toBeVisible()
  await expectAccessible(page)
})

test('axe finds nothing in the command palette and the help on keys', async ({ openAs }) => {
  const page = await openAs('admin', 'users?size=25')
  await expect(hubChip(page)).toContainText('answers')
  await page.keyboard.press('ControlOrMeta+k')
  await expect(page.getByRole('dialog')).toBeVisible()
  await expectAccessible(page)
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toBeHidden()
  await page.keyboard.press('?')
  await expect(page.getByRole('dialog')).toBeVisible()
  await expectAccessible(page)
})

test('axe finds nothing on what a login without scopes, and a filtered one, get to see', async ({
  openAs,
}) => {
  const page = await openAs('student')
  await expect(page.getByRole('heading', { level: 1, name: 'Nothing to see with this login' })).toBeVisible()
  await expectAccessible(page)
})

test('axe finds nothing where much is hidden', async ({ openAs }) => {
  const page = await openAs('reader', 'routes')
  await expect(page.getByText('Hidden from your token: the proxy’s routes')).toBeVisible()
  await expectAccessible(page)
})
