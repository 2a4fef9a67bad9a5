import type { Page } from '@playwright/test'
import { fileURLToPath } from 'node:url'
import { serveFiles } from '../../scripts/serve-files.mjs'
import { expect, test as base } from '../fixtures.ts'

interface WorkerFixtures {
  /** Where a plain web server serves the demo's files, below a path as on a page of a project; ends with `/`. */
  demoUrl: string
}

interface Fixtures {
  /** Opens a view of the demo (`users?page=2`) as one of its people. */
  openDemo(persona: string, view?: string): Promise<Page>
}

export const test = base.extend<Fixtures, WorkerFixtures>({
  demoUrl: [
    // Playwright reads the fixtures that one needs off its first parameter.
    // oxlint-disable-next-line no-empty-pattern
    async ({}, provide) => {
      const files = fileURLToPath(new URL('../../dist/demo', import.meta.url))
      const { url, stop } = await serveFiles(files, { prefix: '/some/where/' })
      await provide(url)
      await stop()
    },
    { scope: 'worker' },
  ],

  openDemo: async ({ page, demoUrl }, provide) => {
    await provide(async (persona, view = '') => {
      await page.goto(`${demoUrl}?as=${persona}#/${view}`)
      await expect(banner(page)).toBeVisible()
      return page
    })
  },
})

/** Says that this is the demo, and lets the visitor be somebody else. */
export function banner(page: Page) {
  return page.getByRole('complementary', { name: 'Demo' })
}

export { expect }
