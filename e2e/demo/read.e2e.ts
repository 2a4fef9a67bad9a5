import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Page } from '@playwright/test'
import { expected } from '#diagnosis/read/testing/expected.ts'
import { expect, test } from './fixtures.ts'

const noReferer = '[W 2023-01-02 03:04:05.678 JupyterHub base:89] Blocking API request with no referer'
const accessLine =
  '[I 2025-01-02 03:04:05.678 JupyterHub log:192] 200 GET /hub/api/users (ada@10.0.0.1) 2.00ms'

const field = (page: Page) => page.getByRole('textbox', { name: 'Text to read' })

function sample(name: string): string {
  return readFileSync(new URL(`../../src/diagnosis/read/samples/${name}`, import.meta.url), 'utf8')
}

/** Pastes as a browser does; long texts are made in the page, so that megabytes need not travel there. */
async function paste(page: Page, text: string, times = 1): Promise<void> {
  await field(page).evaluate(
    (field, [text, times]) => {
      const clipboardData = new DataTransfer()
      clipboardData.setData('text/plain', text.repeat(times))
      field.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
    },
    [text, times] as const,
  )
}

test('20 MB are read in seconds, and the page is never held up', async ({ openDemo }) => {
  test.setTimeout(120_000)
  const page = await openDemo('admin', 'read')
  await expect(field(page)).toBeVisible()
  const block = `${`${accessLine}\n`.repeat(2_000)}${noReferer}\n`
  const times = Math.ceil(20_000_000 / block.length)
  // A beat that comes late shows for how long the page was held up.
  await field(page).evaluate(
    (field, [text, times]) => {
      const clipboardData = new DataTransfer()
      clipboardData.setData('text/plain', text.repeat(times))
      const beats: number[] = []
      setInterval(() => beats.push(performance.now()), 10)
      Object.assign(globalThis, { beats })
      setTimeout(
        () =>
          field.dispatchEvent(
            new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }),
          ),
        50,
      )
    },
    [block, times] as const,
  )
  const started = Date.now()
  const card = page.getByRole('article', { name: /sends no Referer/ })
  await expect(card).toContainText('ref-missing · certain', { timeout: 60_000 })
  const seconds = (Date.now() - started) / 1_000
  const longest = await page.evaluate(() => {
    const beats: unknown = Reflect.get(globalThis, 'beats')
    if (!Array.isArray(beats)) return Number.POSITIVE_INFINITY
    return Math.max(...beats.map((beat, index) => Number(beat) - Number(beats[index - 1] ?? beat)))
  })
  const description = `${seconds.toFixed(1)} s; the page was held up for ${Math.round(longest)} ms at most`
  test.info().annotations.push({ type: '20 MB', description })
  expect(longest, 'milliseconds between two beats, on a machine that may be busy').toBeLessThan(1_000)
  expect(seconds).toBeLessThan(45)
})

test('both threads’ excerpts give their causes, and clean startup logs give none', async ({ openDemo }) => {
  const page = await openDemo('admin', 'read')
  for (const name of [
    'ref-missing-seed.txt',
    'ref-blocked-http-page-seed.txt',
    'ref-blocked-https-page-seed.txt',
    'host-route-loop-aca-seed.txt',
  ]) {
    await paste(page, sample(name))
    const [first] = expected[name] ?? []
    await expect(page.getByRole('article').first(), name).toContainText(`${first} · `)
    await page.getByRole('button', { name: 'Clear' }).click()
  }
  for (const version of ['3.1.1', '4.1.6', '5.5.4', '6.1.1']) {
    await paste(page, sample(`harmless-startup-${version}.txt`))
    await expect(page.getByText('No known problem here'), version).toBeVisible()
    await page.getByRole('button', { name: 'Clear' }).click()
  }
})

test('a HAR that Chromium has recorded is dropped and read', async ({ openDemo, browser }, info) => {
  const server = createServer((request, response) => {
    if (request.url === '/hub/home') return response.setHeader('Content-Type', 'text/html').end('<h1>Home')
    const body = { status: 403, message: "'_xsrf' argument missing from GET" }
    response.writeHead(403, { 'Content-Type': 'application/json', 'X-JupyterHub-Version': '5.5.4' })
    return response.end(JSON.stringify(body))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const har = info.outputPath('recorded.har')
  const context = await browser.newContext({ recordHar: { path: har } })
  await context.addCookies([
    { name: 'jupyterhub-hub-login', value: 'logs-somebody-in', domain: '127.0.0.1', path: '/' },
  ])
  const recorded = await context.newPage()
  await recorded.goto(`http://127.0.0.1:${port}/hub/home`)
  await recorded.evaluate(() => fetch('/hub/api/users').then((answer) => answer.text()))
  await context.close()
  server.close()

  const page = await openDemo('admin', 'read')
  const text = readFileSync(har, 'utf8')
  expect(text).toContain('logs-somebody-in')
  await page.getByRole('group', { name: 'What to read' }).evaluate((area, text) => {
    const dataTransfer = new DataTransfer()
    dataTransfer.items.add(new File([text], 'recorded.har'))
    area.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }))
  }, text)
  await expect(page.getByRole('article').first()).toContainText('xsrf-missing · certain')
  await expect(page.getByText(/in recorded\.har/).first()).toBeAttached()
  expect(await page.content()).not.toContain('logs-somebody-in')
})
