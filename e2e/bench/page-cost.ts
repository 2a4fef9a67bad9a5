import type { Browser, BrowserContext, Page } from '@playwright/test'

/** What it took to show a page once. Bytes are those on the wire; ms from the navigation to the awaited row. */
export interface PageCost {
  ms: number
  requests: number
  bytes: number
  elements: number
}

/** Logs in at the hub's form; the context then holds the cookies. The password is the name. */
export async function logIn(browser: Browser, hubUrl: string, name: string): Promise<BrowserContext> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } })
  const page = await context.newPage()
  await page.goto(`${hubUrl}hub/login`)
  await page.getByLabel('Username').fill(name)
  await page.getByLabel('Password').fill(name)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.waitForURL((url) => !url.pathname.endsWith('/login'))
  await page.close()
  return context
}

/** Opens `url` in a fresh tab, with an empty cache when `cold`, and waits until `shown` resolves. */
export async function costOf(
  context: BrowserContext,
  url: string,
  shown: (page: Page) => Promise<void>,
  cold: boolean,
): Promise<PageCost> {
  const page = await context.newPage()
  const devtools = await context.newCDPSession(page)
  await devtools.send('Network.enable')
  if (cold) await devtools.send('Network.clearBrowserCache')
  let requests = 0
  let bytes = 0
  devtools.on('Network.requestWillBeSent', () => (requests += 1))
  devtools.on('Network.loadingFinished', (event) => (bytes += event.encodedDataLength))
  const start = performance.now()
  await page.goto(url, { waitUntil: 'commit' })
  await shown(page)
  const ms = performance.now() - start
  await page.waitForLoadState('networkidle')
  const elements = await page.locator('*').count()
  await page.close()
  return { ms, requests, bytes, elements }
}
