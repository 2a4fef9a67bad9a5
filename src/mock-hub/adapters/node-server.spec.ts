import { afterEach, expect, it } from 'vitest'
import { drivenClock } from '../driven-clock.ts'
import { createMockHub } from '../hub.ts'
import { type RunningHub, serveMockHub } from './node-server.ts'

let running: RunningHub | undefined
afterEach(async () => {
  await running?.stop()
  running = undefined
})

async function serve() {
  const clock = drivenClock()
  const hub = createMockHub({ clock })
  running = await serveMockHub(hub)
  const headers = { Authorization: `token ${hub.issueToken('admin')}` }
  const api = `${running.origin}/hub/api`
  return { clock, hub, headers, api }
}

it('answers over HTTP with status, headers and body', async () => {
  const { headers, api } = await serve()
  const response = await fetch(`${api}/users`, { method: 'POST', headers, body: '{"usernames":["new"]}' })
  expect(response.status).toBe(201)
  expect(response.headers.get('X-JupyterHub-Version')).toBe('6.1.1')
  expect(await response.json()).toMatchObject([{ name: 'new' }])
})

it('sends a stream chunk by chunk, and ends it when the client leaves', async () => {
  const { clock, headers, api } = await serve()
  const server = `${api}/users/stranger/servers/slow`
  void fetch(server, { method: 'POST', headers }).catch(() => {})
  await clock.advance(0)
  const abort = new AbortController()
  let response: Response | undefined
  while (response?.status !== 200) {
    response = await fetch(`${server}/progress`, { headers, signal: abort.signal })
  }
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
  let text = ''
  while (!text.includes('Server requested')) text += (await reader?.read())?.value ?? ''
  await clock.advance(5000)
  while (!text.includes('Scheduled')) text += (await reader?.read())?.value ?? ''
  abort.abort()
  await expect(reader?.read()).rejects.toThrow()
})
