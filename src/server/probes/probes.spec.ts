import { describe, expect, it } from 'vitest'
import { echoSchema } from '#diagnosis/doctor/results.ts'
import { createFixture } from '../testing/fixture.ts'
import { createProof } from './proof.ts'

describe('the echo', () => {
  it.each(['POST', 'PUT', 'PATCH', 'DELETE'])('takes %s, and counts the body', async (method) => {
    const { service } = createFixture()
    const request = new Request('http://127.0.0.1:10101/services/hubscope/api/echo/below', {
      method,
      body: 'x'.repeat(1000),
    })
    const echo = echoSchema.parse(await (await service(request)).json())
    expect(echo).toMatchObject({ method, body: 1000 })
  })

  it('refuses a body beyond 16 MiB without reading the rest', async () => {
    const { service } = createFixture()
    const body = new Uint8Array(17 * 1024 * 1024)
    const request = new Request('http://x/services/hubscope/api/echo', { method: 'POST', body })
    expect((await service(request)).status).toBe(413)
  })

  it('forbids to keep its answers but where the probe looks for caches', async () => {
    const { get } = createFixture()
    expect((await get('api/echo')).headers.get('Cache-Control')).toBe('no-store')
    const [first, second] = [await get('api/echo/cached?run=1'), await get('api/echo/cached?run=1')]
    expect(first.headers.get('Cache-Control')).toBeNull()
    const ids = [echoSchema.parse(await first.json()).id, echoSchema.parse(await second.json()).id]
    expect(new Set(ids).size).toBe(2)
  })
})

it('streams events with the headers of the hub’s own streams', async () => {
  const { get, stopping } = createFixture()
  const response = await get('api/stream')
  expect(response.headers.get('Content-Type')).toBe('text/event-stream')
  expect(response.headers.get('X-Accel-Buffering')).toBeNull()
  stopping.abort()
  expect(await response.text()).toMatch(/^data: {"index":0,"sent":\d+}\n\ndata: {"index":1/)
})

describe('the proof', () => {
  it('holds for the same secret and nonce alone', async () => {
    const nonce = crypto.randomUUID()
    const answer = JSON.stringify(await createProof('a').answer(nonce))
    expect(await createProof('a').holds(nonce, answer)).toBe(true)
    expect(await createProof('b').holds(nonce, answer)).toBe(false)
    expect(await createProof('a').holds(crypto.randomUUID(), answer)).toBe(false)
    expect(await createProof('a').holds(nonce, '<html>')).toBe(false)
  })

  it('is given for nonces only', async () => {
    expect((await createFixture().get('api/proof?nonce=hubscope session cookie')).status).toBe(400)
  })
})
