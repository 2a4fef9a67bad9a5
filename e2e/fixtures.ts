import { test as base, expect } from '@playwright/test'
import { watchConsole, type ConsoleWatch } from './console-watch.ts'

/** Playwright's test, in which anything on the console fails the test. */
export const test = base.extend<{ consoleWatch: ConsoleWatch }>({
  consoleWatch: [
    async ({ context }, provide) => {
      const watch = watchConsole(context)
      await provide(watch)
      expect(watch.problems(), 'the console stays empty').toEqual([])
    },
    { auto: true },
  ],
})

export { expect }
