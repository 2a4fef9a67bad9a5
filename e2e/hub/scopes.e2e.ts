import type { Locator, Page } from '@playwright/test'
import * as z from 'zod/mini'
import { demand } from '#stack/hub-client.ts'
import { taGroup } from '#mock-hub/seeds/roles.ts'
import { expect, test } from './fixtures.ts'
import { card, goTo } from '../steps.ts'

const cell = (page: Page, table: string, row: RegExp) =>
  page.getByRole('table', { name: table }).getByRole('row', { name: row }).first()

test('ta sees how far each scope reaches, from which role, and what that opens', async ({ openAs }) => {
  const page = await openAs('ta', 'scopes')
  const tree = page.getByRole('list', { name: 'Scopes', exact: true })
  await page.getByRole('button', { name: 'Open all' }).click()
  const stop = tree.getByRole('listitem').filter({ hasText: /^delete:servers/ })
  await expect(stop.first()).toContainText(`!group=${taGroup}`)
  await expect(stop.first()).toContainText('role physics-ta')
  await expect(stop.first()).toContainText('role user')
  await expect(cell(page, 'What you can use here', /^The page Users/)).toContainText(
    `only for group ${taGroup}`,
  )
  await expect(cell(page, 'What you can use here', /^Re-check/)).toContainText('needs proxy')
  await expect(page.getByRole('region', { name: 'the role for jupyterhub_config.py' })).toContainText(
    '"proxy"',
  )
})

test('admin sees what the own role holds and Hubscope was not given', async ({ openAs }) => {
  const page = await openAs('admin', 'scopes')
  const cut = page.getByRole('region', { name: 'Yours, but not delegated to Hubscope' })
  await expect(cut).toContainText('By your role admin, which no configuration can change')
  await expect(cut.getByText('admin:users', { exact: true })).toBeVisible()
  await expect(cut.getByText('proxy', { exact: true })).toBeHidden()
})

const sessionSchema = z.object({ identity: z.object({ scopes: z.array(z.string()) }) })

async function scopesOf(page: Page): Promise<string[]> {
  const session: unknown = await page.evaluate(async () => (await fetch('api/session')).json())
  return sessionSchema.parse(session).identity.scopes
}

/** The list of users as it is drawn, but for times. */
async function listing(page: Page) {
  const table = page.getByRole('table', { name: 'Users of the hub' })
  await expect(table.getByRole('link').first()).toBeVisible()
  const rows = table.getByRole('rowgroup').last().getByRole('row')
  return {
    headings: await table.getByRole('columnheader').allInnerTexts(),
    rows: await rows.evaluateAll((all) =>
      all.map((row) =>
        [...row.querySelectorAll('td, th')]
          .slice(0, 3)
          // A start goes on meanwhile, and how far it is may not be told yet.
          .map((cell) => cell.textContent.replace(/\d+ %/, '')),
      ),
    ),
    shown: await page.getByRole('navigation', { name: 'Pages of users' }).innerText(),
  }
}

/** Why each button may not be used, where a scope is missing. */
async function denials(buttons: Locator): Promise<string[]> {
  const found: string[] = []
  for (const button of await buttons.all()) {
    const reason = await button.evaluate(
      (element) => document.getElementById(element.getAttribute('aria-describedby') ?? '')?.textContent ?? '',
    )
    const name = (await button.getAttribute('aria-label')) ?? (await button.innerText())
    // The way to an explanation is about the visitor's own token.
    const why = reason.replace(/ Press to see.*/, '')
    if (/^(Needs|You hold)/.test(why)) found.push(`${name}: ${why}`)
  }
  return found
}

/** What a visitor sees of people and servers. */
async function look(page: Page, base: string, query: string) {
  await page.goto(`${base}users?size=100${query}`)
  const list = await listing(page)
  await page.goto(`${base}users?size=100&user=student${query}`)
  await expect(card(page, 'default')).toBeVisible()
  const panel = page.getByRole('complementary')
  const refused = await denials(panel.getByRole('button'))
  const facts = await panel.getByRole('definition').allInnerTexts()
  await page.goto(`${base}routes?${query}`)
  await expect(page.getByRole('heading', { level: 1, name: 'Routes' })).toBeVisible()
  const routesHidden = await page.getByText('Hidden from your token: the proxy’s routes').isVisible()
  return { ...list, refused, facts, routesHidden }
}

for (const persona of ['ta', 'reader'] as const) {
  test(`shown as ${persona} would see it, admin sees what ${persona} sees`, async ({ openAs, stack }) => {
    // Six pages, and two logins.
    test.setTimeout(150_000)
    const theirs = await openAs(persona)
    await expect(theirs.getByRole('heading', { level: 1, name: 'Users' })).toBeVisible()
    const scopes = await scopesOf(theirs)
    const seen = await look(theirs, stack.hubscopeUrl, '')
    // Its stream would notice that the login is gone.
    await theirs.goto('about:blank')
    await theirs.context().clearCookies()

    const page = await openAs('admin')
    const writes: string[] = []
    page.on('request', (request) => request.method() !== 'GET' && writes.push(request.url()))
    const as = scopes.map((scope) => scope.replaceAll(/[%\s]/g, encodeURIComponent)).join(' ')
    const shown = await look(page, stack.hubscopeUrl, `&${new URLSearchParams({ as })}`)
    expect(shown).toEqual(seen)

    await expect(page.getByRole('region', { name: 'What if' })).toContainText(
      'your own requests are still yours (admin)',
    )
    await goTo(page, 'Users')
    await expect(page).toHaveURL(/[?&]as=/)
    await page.goto(`${stack.hubscopeUrl}users?user=student&${new URLSearchParams({ as })}`)
    const start = page.getByRole('button', { name: /^(Start|Stop|Cancel) .*student’s default server/ })
    await expect(start).toHaveAttribute('aria-disabled', 'true')
    await start.focus()
    await page.keyboard.press('Enter')
    await expect(page.getByRole('alertdialog')).toBeHidden()
    expect(writes).toEqual([])
    await page.getByRole('region', { name: 'What if' }).getByRole('button', { name: 'End' }).click()
    await expect(page).not.toHaveURL(/[?&]as=/)
    await expect(start).toBeEnabled()
  })
}

test('shown as ta would see it, somebody outside the filter is not shown', async ({ openAs }) => {
  const scopes = `list:users!group=${taGroup} read:users!group=${taGroup}`
  const page = await openAs('admin', `users?user=stranger&${new URLSearchParams({ as: scopes })}`)
  await expect(page.getByRole('complementary')).toContainText('The hub does not show this user.')
})

test('can they: what is known of ta, and what becomes known', async ({ openAs }) => {
  const page = await openAs('admin', 'scopes?view=can-they&who=ta&on-user=student')
  const servers = page.getByRole('table', { name: 'Servers: the default one' })
  const stop = servers.getByRole('row', { name: /^stop a server/i }).getByRole('cell')
  await expect(stop.first()).toContainText('allowed')
  await expect(stop.last()).toContainText('cannot tell')
  await page.getByLabel(/does not tell what physics-ta holds/).fill(`["servers!group=${taGroup}"]`)
  await page.getByRole('button', { name: 'Keep in this tab' }).click()
  await expect(stop.last()).toContainText(`student is in ${taGroup}`)
})

const tokenSchema = z.object({ id: z.string(), token: z.string() })

test('a real token tells whose it is and what it may do, until it is revoked', async ({ openAs, stack }) => {
  const wish = { scopes: ['read:users!user=student'], note: 'checked', expires_in: 3600 }
  const { id, token } = tokenSchema.parse(
    JSON.parse(await demand(stack.hubApi, 'POST', '/users/student/tokens', wish)),
  )
  const page = await openAs('admin', 'scopes?view=token')
  const check = async () => {
    await page.getByLabel('Token', { exact: true }).fill(token)
    await page.getByRole('button', { name: 'Check', exact: true }).click()
    await expect(page.getByLabel('Token', { exact: true })).toHaveValue('')
  }
  await check()
  const report = page.getByRole('region', { name: 'The token', exact: true })
  await expect(report).toContainText('user student')
  await expect(report).toContainText('read:users!user=student')
  await expect(report).toContainText(/Ends\s*in (59 m|60 m|1 h)/)
  await demand(stack.hubApi, 'DELETE', `/users/student/tokens/${id}`)
  await check()
  await expect(page.getByText('The hub does not accept this token')).toBeVisible()
})
