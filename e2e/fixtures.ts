import AxeBuilder from '@axe-core/playwright'
import { test as base, expect, type Page } from '@playwright/test'
import { watchConsole, type ConsoleWatch } from './console-watch.ts'

interface Fixtures {
  /** On for every test: anything on the console fails it. */
  consoleWatch: ConsoleWatch
  /** axe finds nothing on the page as it stands, in light and in dark. */
  expectAccessible(page: Page): Promise<void>
}

/** Playwright's test, with what every test of Hubscope has. */
export const test = base.extend<Fixtures>({
  consoleWatch: [
    async ({ context }, use) => {
      const watch = watchConsole(context)
      await use(watch)
      expect(watch.problems(), 'the console stays empty').toEqual([])
    },
    { auto: true },
  ],

  expectAccessible: async ({}, use) => {
    await use(async (page) => {
      for (const colorScheme of ['light', 'dark'] as const) {
        // Colours that fade from one theme to the other would be measured half-way.
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
        const { violations } = await new AxeBuilder({ page }).analyze()
        const found = violations.map(({ id, help, nodes }) => ({
          ...{ id, help },
          nodes: nodes.map(({ html, failureSummary }) => `${html}\n${failureSummary}`),
        }))
        expect(found, `axe, ${colorScheme}`).toEqual([])
      }
    })
  },
})

export { expect }
