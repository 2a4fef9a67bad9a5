import type { Page } from '@playwright/test'
import { createCookieSessions } from '#server/session.ts'
import type { Stack } from '#stack/stack-options.ts'
import { cookieSecret } from './fixtures.ts'

/** The hub's token out of the session's cookie, with the key that only the service has. */
export async function tokenOf(page: Page, stack: Stack): Promise<string> {
  const prefix = new URL(stack.hubscopeUrl).pathname
  const sessions = createCookieSessions({ prefix, secret: cookieSecret }, Date.now)
  const cookies = await page.context().cookies(stack.hubscopeUrl)
  const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
  const session = await sessions.find(new Request(stack.hubscopeUrl, { headers: { cookie } }))
  if (typeof session === 'string') throw new Error(`the session's cookie is ${session}`)
  return session.token
}

/** All that lets somebody act as whoever is logged in: the hub's token, the CSRF value, and every cookie's value. */
export async function secretsOf(page: Page, stack: Stack): Promise<string[]> {
  const session = await page.request.get(`${stack.hubscopeUrl}api/session`, {
    headers: { 'X-Hubscope-Origin': new URL(stack.hubscopeUrl).origin },
  })
  const { csrf } = (await session.json()) as { csrf: string }
  const cookies = await page.context().cookies()
  return [csrf, await tokenOf(page, stack), ...cookies.map(({ value }) => value)]
}
