import { describe, expect, it } from 'vitest'
import { loginPageFor, visitorCalled } from '#diagnosis/doctor/testing/login-page.ts'
import { lookingFixture } from '../testing/looking-fixture.ts'
import type { WireRequest } from './node-ask.ts'

describe('for whom the hub takes senders', () => {
  /** A hub that tells those with one X-Real-IP from those with another. */
  function formFixture() {
    const parts = lookingFixture(true)
    const asked: WireRequest[] = []
    parts.place.ask = async ({ href }, request) => {
      expect(href).toBe('http://hub.internal:8081/hub/login')
      asked.push(request)
      const letter = request.headers?.['x-real-ip']?.at(-1) ?? '0'
      return new Response(loginPageFor(visitorCalled(letter)))
    }
    const put = (body: unknown) => parts.write('POST', 'api/probe/visitors', { body: JSON.stringify(body) })
    return { ...parts, asked, put }
  }

  it('is read from the login form, which it asks for with their headers and no others', async () => {
    const { put, asked } = formFixture()
    const real = (address: string) => ({ 'x-real-ip': address })
    const answer = await put({
      senders: [real('10.0.0.1'), { ...real('10.0.0.2'), authorization: 'x' }, real('10.0.0.1'), {}],
    })
    expect(await answer.json()).toEqual({ visitors: [0, 1, 0, 2] })
    expect(asked.map(({ headers }) => headers)).toEqual([
      real('10.0.0.1'),
      real('10.0.0.2'),
      real('10.0.0.1'),
      {},
    ])
  })

  it.each([
    ['a line break', [{ 'x-forwarded-for': '10.0.0.1\r\nCookie: a=b' }]],
    ['more than eight', Array.from({ length: 9 }, () => ({}))],
    ['what is no list', 'x'],
  ])('is not asked with %s', async (_, senders) => {
    const { put, asked } = formFixture()
    expect((await put({ senders })).status).toBe(400)
    expect(asked).toEqual([])
  })

  it('is told to nobody without a login', async () => {
    const { service, asked } = formFixture()
    const url = 'http://x/services/hubscope/api/probe/visitors'
    expect((await service(new Request(url, { method: 'POST' }))).status).toBe(401)
    expect(asked).toEqual([])
  })
})
