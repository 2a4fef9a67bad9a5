import type { BrowserContext, Page } from '@playwright/test'
import type { Persona } from '#mock-hub/scenario.ts'
import type { HubVersion } from '#stack/hub-versions.ts'
import type { Stack } from '#stack/stack-options.ts'
import { startStack } from '#stack/stack.ts'
import { test as base } from '../fixtures.ts'
import { lendingConfig } from './lent-rights.ts'
import { logIn } from './login.ts'

export interface HubOptions {
  hubBaseUrl: string
  hubRelease: HubVersion
  /** Files that give this the same word share a hub; those that stop it have their own. */
  hubOf: string
  /** Python for the end of the hub's configuration. */
  hubConfig: string
}

interface WorkerFixtures {
  /** A hub with Hubscope in it, for all tests of a worker: use users and servers that no other test uses. */
  stack: Stack
}

interface Fixtures {
  /** Opens a page of Hubscope (`users?page=2`) and logs in on the way, through the hub's form. */
  logInAs(user: Persona, view?: string): Promise<Page>
  /** The same, but with the login of an earlier test if there was one: do not end it. */
  openAs(user: Persona, view?: string): Promise<Page>
}

/** With a key of its own, a login outlives the hub, and a test can look into the session's cookie. */
export const cookieSecret = 'for-tests-only-for-tests-only-for-tests'

/** Cookies of who has logged in. A worker is a process and has one hub. */
const logins = new Map<Persona, Awaited<ReturnType<BrowserContext['cookies']>>>()

export const test = base.extend<Fixtures, HubOptions & WorkerFixtures>({
  hubBaseUrl: ['/', { option: true, scope: 'worker' }],
  hubRelease: ['6.1.1', { option: true, scope: 'worker' }],
  hubOf: ['all', { option: true, scope: 'worker' }],
  hubConfig: [lendingConfig, { option: true, scope: 'worker' }],

  stack: [
    async ({ hubBaseUrl, hubRelease, hubConfig }, provide) => {
      const env = { HUBSCOPE_COOKIE_SECRET: cookieSecret }
      const stack = await startStack({
        hub: hubRelease,
        baseUrl: hubBaseUrl,
        extraConfig: hubConfig,
        env,
      })
      await provide(stack)
      await stack.stop()
    },
    { scope: 'worker', timeout: 180_000 },
  ],

  logInAs: async ({ stack, page }, provide) => {
    await provide(async (user, view = '') => {
      await page.goto(stack.hubscopeUrl + view)
      await logIn(page, user)
      return page
    })
  },

  openAs: async ({ stack, page, logInAs }, provide) => {
    await provide(async (user, view = '') => {
      const cookies = logins.get(user)
      if (cookies) {
        await page.context().addCookies(cookies)
        await page.goto(stack.hubscopeUrl + view)
      } else {
        await logInAs(user, view)
        logins.set(user, await page.context().cookies())
      }
      return page
    })
  },
})

export { expect } from '../fixtures.ts'
