import type { CDPSession } from '@playwright/test'
import { http } from '#stack/http.ts'
import { demand } from '#stack/hub-client.ts'
import { expect, test } from './fixtures.ts'
import { secretsOf, tokenOf } from './session-secrets.ts'
import { card, goTo, hubChip, openInspector, startNamed } from '../steps.ts'

/** Every string and object that scripts of the page can reach, as text. */
async function heapOf(client: CDPSession): Promise<string> {
  let heap = ''
  client.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => {
    heap += chunk
  })
  await client.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false })
  return heap
}

test('the token of a login is nowhere but in the encrypted cookie', async ({ openAs, stack, page }) => {
  const bodies: Promise<string>[] = []
  const addresses: string[] = []
  page.on('response', (response) => {
    addresses.push(response.url(), JSON.stringify(response.headers()))
    // Redirects and the stream that is still open have no body to read.
    bodies.push(response.text().catch(() => ''))
  })
  await openAs('admin', 'users?user=lea.abe')
  await expect(hubChip(page)).toContainText('you are admin')
  await startNamed(page, 'quick-1')
  await expect(card(page, 'quick-1')).toContainText('ready')
  for (const title of ['Servers', 'Spawns', 'Routes', 'Users'] as const) await goTo(page, title)

  const token = await tokenOf(page, stack)
  const whose = await http(`${stack.hubApiUrl}/user`, { headers: { authorization: `token ${token}` } })
  expect(JSON.parse(whose.body), 'it is the token we look for').toMatchObject({ name: 'admin' })

  const heap = await heapOf(await page.context().newCDPSession(page))
  const storage = await page.evaluate(() => JSON.stringify([document.cookie, localStorage, sessionStorage]))
  // The stream of the spawn is closed with the page, and can then be read.
  await page.goto('about:blank')
  const texts = {
    'an address or a header': addresses.join('\n'),
    'a body': (await Promise.all(bodies)).join('\n'),
    'the memory of the page': heap,
    storage: storage,
    'a log line': stack.logs(),
  }
  expect(heap, 'the memory was read').toContain('you are')
  expect(texts['a body']).toContain('lea.abe')
  expect(texts['a log line']).toContain('lea.abe')
  for (const [where, text] of Object.entries(texts)) expect(text.includes(token), where).toBe(false)
})

test('no token, no CSRF value and no cookie is in the record, nor where it is kept', async ({
  openAs,
  stack,
}) => {
  const page = await openAs('admin', 'users?user=mio.abe')
  await expect(hubChip(page)).toContainText('you are admin')
  const dock = await openInspector(page)
  await dock.getByLabel('Keep over reloads').check()
  await startNamed(page, 'quick-2')
  await expect(card(page, 'quick-2')).toContainText('ready')
  // A page that goes away writes what it keeps.
  await page.reload()
  await expect(hubChip(page)).toContainText('you are admin')

  const kept = await page.evaluate(() => JSON.stringify(Object.entries(sessionStorage)))
  const record = kept.replaceAll(/\\+"/g, '"')
  expect(record, 'bodies are recorded').toContain('mio.abe')
  expect(record, 'headers are recorded').toContain('["X-Hubscope-CSRF","[masked]"]')
  expect(record, 'the way in is recorded').toContain('"name":"hubscope-session","bytes":')
  expect(record, 'frames are recorded').toContain('"kind":"event"')

  const secrets = await secretsOf(page, stack)
  expect(secrets.length).toBeGreaterThan(3)
  for (const secret of secrets) {
    expect(secret.length, 'it is a secret').toBeGreaterThan(6)
    expect(record.includes(secret)).toBe(false)
  }
})

test('the session’s cookie is for the service alone', async ({ openAs, stack }) => {
  const page = await openAs('student')
  await expect(hubChip(page)).toContainText('you are student')
  const cookies = await page.context().cookies(stack.hubscopeUrl)
  const session = cookies.find(({ name }) => name === 'hubscope-session')
  expect(session).toMatchObject({
    httpOnly: true,
    sameSite: 'Lax',
    path: new URL(stack.hubscopeUrl).pathname,
  })
  expect(await page.evaluate(() => document.cookie)).not.toContain('hubscope')
})

test('a token that is checked is used once and is nowhere afterwards', async ({ openAs, stack }) => {
  const token = tokenIn(await demand(stack.hubApi, 'POST', '/users/student/tokens', { expires_in: 3600 }))
  const page = await openAs('admin', 'scopes?view=token')
  const seen: string[] = []
  page.on('response', async (response) => {
    seen.push(response.url(), JSON.stringify(response.headers()), await response.text().catch(() => ''))
  })
  const field = page.getByLabel('Token', { exact: true })
  await field.fill(token)
  await page.getByRole('button', { name: 'Check', exact: true }).click()
  await expect(page.getByRole('region', { name: 'The token', exact: true })).toContainText('user student')
  await expect(field).toHaveValue('')
  // What was drawn last is not kept any longer than the next drawing.
  await goTo(page, 'Users')
  await expect(page.getByRole('table', { name: 'Users of the hub' }).getByRole('link').first()).toBeVisible()

  const heap = await heapOf(await page.context().newCDPSession(page))
  const storage = await page.evaluate(() => JSON.stringify([document.cookie, localStorage, sessionStorage]))
  const texts = {
    'an answer': seen.join('\n'),
    'the memory of the page': heap,
    'the page': await page.content(),
    storage,
    'a log line': stack.logs(),
  }
  expect(texts['an answer']).toContain('"accepted"')
  expect(heap, 'the memory was read').toContain('you are')
  for (const [where, text] of Object.entries(texts)) expect(text.includes(token), where).toBe(false)
})

function tokenIn(answer: string): string {
  const { token } = JSON.parse(answer) as { token: string }
  expect(token.length).toBeGreaterThan(20)
  return token
}
