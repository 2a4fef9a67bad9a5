import type { Page } from '@playwright/test'
import type { Persona } from '#stack/people.ts'
import { startStack, type Stack } from '#stack/stack.ts'
import { test as base } from '../fixtures.ts'
import { logIn } from './login.ts'

export interface HubOptions {
  hubBaseUrl: string
}

interface WorkerFixtures {
  /** A hub with Hubscope in it, for all tests of a worker: use users and servers that no other test uses. */
  stack: Stack
}

interface Fixtures {
  /** Opens a page of Hubscope (`users?page=2`) and logs in on the way, through the hub's form. */
  openAs(user: Persona, view?: string): Promise<Page>
}

export const test = base.extend<Fixtures, HubOptions & WorkerFixtures>({
  hubBaseUrl: ['/', { option: true, scope: 'worker' }],

  stack: [
    async ({ hubBaseUrl }, use) => {
      // With a key of its own, a login outlives the hub.
      const env = { HUBSCOPE_COOKIE_SECRET: 'for-tests-only-for-tests-only-for-tests' }
      const stack = await startStack({ baseUrl: hubBaseUrl, env })
      await use(stack)
      await stack.stop()
    },
    { scope: 'worker', timeout: 180_000 },
  ],

  openAs: async ({ stack, page }, use) => {
    await use(async (user, view = '') => {
      await page.goto(stack.hubscopeUrl + view)
      await logIn(page, user)
      return page
    })
  },
})

export { expect } from '../fixtures.ts'
