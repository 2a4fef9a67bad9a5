import type { Page } from '@playwright/test'
import { expectAccessible } from '../accessible.ts'
import { expect, test } from './fixtures.ts'

const noReferer = '[W 2023-01-02 03:04:05.678 JupyterHub base:89] Blocking API request with no referer'
const token = '5d41402abc4b2a76b9719d911017c592'

/** Pastes as a browser does; `text` is made in the page, so that megabytes need not travel there. */
async function paste(page: Page, text: string, times = 1): Promise<void> {
  await page.getByRole('textbox', { name: 'Text to read' }).evaluate(
    (field, [text, times]) => {
      const clipboardData = new DataTransfer()
      clipboardData.setData('text/plain', String(text).repeat(Number(times)))
      field.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
    },
    [text, times] as const,
  )
}

test('a pasted log is explained in the browser, without a request of its own', async ({ openAs }) => {
  const page = await openAs('student', 'read')
  await expect(page.getByRole('heading', { name: 'Read a log', level: 1 })).toBeVisible()
  const sent: string[] = []
  page.on('request', (request) => sent.push(`${request.url()} ${request.postData() ?? ''}`))
  await paste(page, `${noReferer}\nAuthorization: token ${token}\n`)
  const card = page.getByRole('article', { name: /sends no Referer/ })
  await expect(card).toContainText('ref-missing · certain')
  await expect(card.getByRole('listitem')).toContainText(noReferer)
  await expect(card).toContainText('add_header Referrer-Policy "same-origin" always;')
  expect(await page.content()).not.toContain(token)
  expect(sent.join('\n')).not.toContain(token)
  expect(sent.filter((each) => !/\/hub\/api\/|\/api\/|reading-worker/.test(each))).toEqual([])
})

test('the hub’s own log of this run shows nothing that is not so', async ({ openAs, stack }) => {
  const page = await openAs('student', 'read')
  const startup = stack.logs().split('JupyterHub is now running')[0] ?? ''
  expect(startup).toContain('Running JupyterHub version')
  await paste(page, startup)
  await expect(page.getByText('No known problem here')).toBeVisible()
})

test('20 MB take seconds, and the page answers meanwhile', async ({ openAs }) => {
  const page = await openAs('student', 'read')
  const filler =
    '[I 2025-01-02 03:04:05.678 JupyterHub log:192] 200 GET /hub/api/users (ada@10.0.0.1) 2.00ms\n'
  await paste(page, `${filler.repeat(2_000)}${noReferer}\n`, 108)
  await expect(page.getByText(/^Reading pasted text/)).toBeVisible()
  const started = Date.now()
  await page.getByRole('textbox', { name: 'Text to read' }).fill('typed meanwhile')
  expect(Date.now() - started).toBeLessThan(2_000)
  await expect(page.getByRole('article')).toContainText('of at least', { timeout: 45_000 })
  await expect(page.getByText(/216,108 lines/)).toBeVisible()
  await page.getByRole('button', { name: 'Clear' }).click()
  await paste(page, filler, 200_000)
  await page.getByRole('button', { name: 'Cancel' }).click()
  await expect(page.getByRole('heading', { name: /What it understands/ })).toBeVisible()
})

test('axe finds nothing, in both themes', async ({ openAs }) => {
  const page = await openAs('student', 'read')
  await expectAccessible(page)
  await paste(page, `${noReferer}\n`)
  await expect(page.getByRole('article')).toBeVisible()
  await expectAccessible(page)
})
