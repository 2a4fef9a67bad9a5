import { chromium, type Page } from '@playwright/test'
import { startStack } from '../stack/stack.ts'
import { chromiumOptions } from '../chromium.ts'
import { costOf, logIn, type PageCost } from './page-cost.ts'
import { alternate, median } from './statistics.ts'

const people = 500
const rounds = 7

/**
 * Sets Hubscope beside what the hub has itself, in one run: the users page beside the stock admin page, and a list
 * read through the relay beside the same list read at the hub. Prints medians and ratios; judges nothing.
 */
async function bench(): Promise<void> {
  const stack = await startStack({
    people,
    servers: false,
    culler: false,
    progress: (text) => process.stderr.write(`${text}\n`),
  })
  const browser = await chromium.launch(chromiumOptions())
  try {
    const context = await logIn(browser, stack.url, 'admin')
    const ours = { url: `${stack.hubscopeUrl}users`, shown: firstRow }
    const stock = { url: `${stack.url}hub/admin`, shown: firstRow }
    // The first visit makes the login of each; it is not counted.
    for (const { url, shown } of [ours, stock]) await costOf(context, url, shown, true)

    for (const cold of [true, false]) {
      const costs: { ours: PageCost[]; stock: PageCost[] } = { ours: [], stock: [] }
      for (let round = 0; round < rounds; round += 1) {
        costs.ours.push(await costOf(context, ours.url, ours.shown, cold))
        costs.stock.push(await costOf(context, stock.url, stock.shown, cold))
      }
      for (const measure of ['ms', 'requests', 'bytes', 'elements'] as const) {
        report(`users page, ${cold ? 'cold' : 'warm'} cache, ${measure}`, {
          ours: median(costs.ours.map((cost) => cost[measure])),
          other: median(costs.stock.map((cost) => cost[measure])),
        })
      }
    }

    const page = await context.newPage()
    await page.goto(ours.url)
    await firstRow(page)
    const path = 'hub/api/users?limit=200'
    const relay = () => fetchTime(page, new URL(path, stack.hubscopeUrl).href, {})
    const direct = () =>
      fetchTime(page, new URL(path, stack.url).href, { Authorization: `token ${stack.adminToken}` })
    await relay()
    const times = await alternate(rounds * 5, relay, direct)
    report('200 users, relay beside hub, ms', { ours: times.a, other: times.b })
  } finally {
    await browser.close()
    await stack.stop()
  }
}

async function firstRow(page: Page): Promise<void> {
  await page.getByRole('table').first().getByRole('row').nth(10).waitFor()
}

function fetchTime(page: Page, url: string, headers: Record<string, string>): Promise<number> {
  return page.evaluate(
    async ([address, extra]) => {
      const start = performance.now()
      const response = await fetch(address, {
        headers: { ...extra, Accept: 'application/jupyterhub-pagination+json' },
        credentials: 'Authorization' in extra ? 'omit' : 'same-origin',
        cache: 'no-store',
      })
      await response.text()
      if (!response.ok) throw new Error(`${address} answered ${response.status}`)
      return performance.now() - start
    },
    [url, headers] as const,
  )
}

function report(what: string, { ours, other }: { ours: number; other: number }): void {
  const number = (value: number) => value.toLocaleString('en', { maximumFractionDigits: 1 }).padStart(12)
  console.log(`${what.padEnd(42)} ${number(ours)} ${number(other)}   ratio ${(ours / other).toFixed(2)}`)
}

await bench()
