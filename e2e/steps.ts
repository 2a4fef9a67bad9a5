import { expect, type Locator, type Page } from '@playwright/test'

/** Goes to a page by the navigation, as a visitor does: nothing is loaded anew. */
export async function goTo(
  page: Page,
  title: 'Users' | 'Servers' | 'Spawns' | 'Routes' | 'Inspector',
): Promise<void> {
  await page
    .getByRole('navigation', { name: 'Pages', exact: true })
    .getByRole('link', { name: title })
    .click()
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible()
}

/** The entry of the navigation, with its figure. */
export function entry(page: Page, title: string): Locator {
  return page.getByRole('navigation', { name: 'Pages', exact: true }).getByRole('link', { name: title })
}

/** A server's card in the panel of its user. */
export function card(page: Page, server: string): Locator {
  return page.getByRole('article', { name: server, exact: true })
}

/** Types a name into the open user panel and starts that server. */
export async function startNamed(page: Page, server: string): Promise<void> {
  const field = page.getByLabel('Start a named server')
  await field.fill(server)
  await field.press('Enter')
}

/** The lane of a user on the Spawns page. */
export function lane(page: Page, user: string): Locator {
  return page.getByRole('list', { name: 'Spawns' }).getByRole('listitem').filter({ hasText: user })
}

/** What the open lane's panel says the spawner said. */
export function spawnLog(page: Page): Locator {
  return page.getByRole('region', { name: /^Events of / })
}

export function hubChip(page: Page): Locator {
  return page.getByRole('region', { name: 'Hub', exact: true })
}

/** Opens the dock at the bottom, unless it is open. */
export async function openInspector(page: Page): Promise<Locator> {
  const dock = page.getByRole('region', { name: 'Inspector' })
  const header = dock.getByRole('button', { name: 'Inspector' })
  if ((await header.getAttribute('aria-expanded')) !== 'true') await header.click()
  await expect(dock.getByRole('table')).toBeVisible()
  return dock
}

/** The open panel beside a list, or over it on a narrow window. */
export function sidePanel(page: Page): Locator {
  return page
    .getByRole('complementary')
    .or(page.getByRole('dialog'))
    .filter({ has: page.getByRole('button', { name: 'Close panel' }) })
}

/** Opens the panel of a server (`ada/gpu`) at Hubscope's address, looks at it closely, and resolves with the panel. */
export async function checkServer(
  page: Page,
  hubscopeUrl: string,
  server: string,
  view: 'servers' | 'routes' = 'servers',
): Promise<Locator> {
  await page.goto(`${hubscopeUrl}${view}?${new URLSearchParams({ server })}`)
  const panel = sidePanel(page)
  await panel.getByRole('button', { name: /^Check( again)?$/ }).click({ timeout: 30_000 })
  // A hub that sends in circles takes its time, and a frozen server all that it is given.
  await expect(panel.getByText(/^Checked/)).toBeVisible({ timeout: 45_000 })
  return panel
}
