import type { Page } from '@playwright/test'
import { waitFor } from '#stack/wait.ts'
import { logIn } from '../hub/login.ts'
import { examineAt } from './examine.ts'
import { expect, test } from './fixtures.ts'
import { printedFor } from './recipes/printed.ts'
import { refererCases } from './referer-cases.ts'
import { serversOf } from './spawn.ts'

// The authority is thrown away after the test; nobody installs it.
test.use({ ignoreHTTPSErrors: true })

/** Hubs up to 3.1 drop the login of an API request whose Referer is not a page of the hub, by scheme, host and path. */
const asksForReferer = (release: string) => release.startsWith('3.')

/** The hub's own page of a starting server, whose script follows the progress. */
async function openSpawnPage(page: Page, origin: string, server: string): Promise<void> {
  await page.goto(`${origin}/hub/home`)
  await logIn(page, 'admin')
  await page.goto(`${origin}/hub/spawn/admin/${server}`)
}

const message = (page: Page) => page.locator('#progress-message')

for (const [index, one] of refererCases.entries()) {
  test.describe(one.title, () => {
    test.setTimeout(120_000)
    const originOf = (edge: { origin: string; site: { plainPort: number } }) =>
      one.overHttp ? `http://localhost:${edge.site.plainPort}` : edge.origin

    test('hangs the page of a start on a hub that asks for a Referer, and on no other', async ({
      page,
      stack,
      hubRelease,
      putInFront,
      consoleWatch,
    }) => {
      const edge = await putInFront('nginx', one.broken)
      const server = `kube-referer-${index}`
      consoleWatch.expectFailures(/\/progress/)
      const stream = page.waitForResponse(/\/progress/)
      await openSpawnPage(page, originOf(edge), server)

      if (!asksForReferer(hubRelease)) {
        expect((await stream).status()).toBe(200)
        await expect(page.getByRole('heading', { name: 'Scripted server' })).toBeVisible({ timeout: 30_000 })
        return
      }
      expect((await stream).status()).toBe(403)
      const shown = await message(page).textContent()
      const isReady = async () => (await serversOf(stack.hubApi, 'admin'))[server]?.ready || undefined
      await waitFor('The start', isReady, { timeout: 30_000 })
      // The server is there; the page has heard nothing of it.
      await expect(page).toHaveURL(/\/hub\/spawn-pending\//)
      expect(await message(page).textContent()).toBe(shown)
      expect(stack.logs()).toMatch(one.hubLog)
      expect(stack.logs()).toMatch(/requires any of \[read:servers\]/)
    })

    test('is repaired by the lines that the doctor prints', async ({ page, stack, putInFront }) => {
      const broken = await putInFront('nginx', one.broken)
      const { findings } = await examineAt(stack, originOf(broken))
      const finding = findings.find(({ code }) => code === one.code)
      const recipe = finding && printedFor(finding, 'nginx')[0]?.lines
      if (recipe === undefined) throw new Error('The doctor prints no lines for nginx')
      await broken.stop()

      const ports = [broken.site.port, broken.site.plainPort]
      const edge = await putInFront('nginx', one.broken, { recipe, ports })
      await openSpawnPage(page, originOf(edge), `kube-repaired-${index}`)
      await expect(message(page)).toContainText('Pulling image')
      await expect(page.getByRole('heading', { name: 'Scripted server' })).toBeVisible({ timeout: 30_000 })
    })
  })
}
