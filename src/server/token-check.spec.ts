import { describe, expect, it } from 'vitest'
import { tokenCheckSchema } from './contract.ts'
import { createFixture, type HubCall, hubJson, hubToken, identity, pageOrigin } from './testing/fixture.ts'

const token = 'pasted9XmQ2vR7tK4wZ1bN6cJ8dLsF'

/** A hub that knows the pasted token, and that of the session. */
function hub(answer: (call: HubCall) => Response) {
  return (call: HubCall) =>
    call.headers.get('Authorization') === `token ${token}` ? answer(call) : hubJson(200, identity)
}

const checked = {
  kind: 'user',
  name: 'bela',
  admin: false,
  groups: ['physics'],
  auth_state: { secret: 1 },
  scopes: ['read:users!user=bela'],
  session_id: 'hidden-id',
  token_id: 'a7',
}

function fixtureWith(answer: (call: HubCall) => Response) {
  const fixture = createFixture({ hub: hub(answer) })
  const check = (body: string, headers: Record<string, string> = {}) =>
    fixture.write('POST', 'api/token-check', {
      body,
      headers: { 'Content-Type': 'application/json', ...headers },
    })
  return { ...fixture, check }
}

const pasted = JSON.stringify({ token })

describe('the check of a token', () => {
  it('says whose it is and what it may do, by one request with it', async () => {
    const { check, calls } = fixtureWith(() => hubJson(200, checked))
    const response = await check(pasted)
    expect(response.status).toBe(200)
    expect(response.headers.get('Cache-Control')).toBe('no-store')
    expect(await response.json()).toEqual({
      state: 'accepted',
      kind: 'user',
      name: 'bela',
      admin: false,
      scopes: ['read:users!user=bela'],
      tokenId: 'a7',
    })
    expect(calls.map(({ method, url }) => `${method} ${url.pathname}`)).toEqual(['GET /hub/api/user'])
    expect(calls[0]?.headers.get('Authorization')).toBe(`token ${token}`)
  })

  it('says that the hub does not accept it', async () => {
    const { check } = fixtureWith(() =>
      hubJson(403, { status: 403, message: 'Missing or invalid credentials.' }),
    )
    const response = await check(pasted)
    expect(response.status).toBe(200)
    expect(tokenCheckSchema.parse(await response.json())).toEqual({ state: 'refused' })
  })

  it('repeats the token in no answer, header or log line, whatever happens', async () => {
    const answers = [
      () => hubJson(200, checked),
      () => hubJson(403, { status: 403, message: `no ${token}` }),
      () => hubJson(500, { status: 500, message: `broke on ${token}` }),
      () => new Response(`proxy says ${token}`, { status: 502 }),
      () => hubJson(200, { odd: token }),
      () => {
        throw new Error(`connect ECONNREFUSED with ${token}`)
      },
    ]
    for (const answer of answers) {
      const { check, log } = fixtureWith(answer)
      const response = await check(pasted)
      const seen = `${await response.text()} ${JSON.stringify([...response.headers])} ${log.join('\n')}`
      expect(seen).not.toContain(token)
    }
  })

  it.each([
    ['without a session', { Cookie: '' }, 401],
    ['without the page’s CSRF token', { 'X-Hubscope-CSRF': '' }, 403],
    ['from another origin', { Origin: 'https://evil.test' }, 403],
    ['from another site', { 'Sec-Fetch-Site': 'cross-site' }, 403],
  ])('asks nothing of the hub %s', async (_, headers, status) => {
    const { check, calls } = fixtureWith(() => hubJson(200, checked))
    expect((await check(pasted, headers)).status).toBe(status)
    expect(calls).toEqual([])
  })

  it.each([
    ['nothing', '', 400],
    ['no JSON', 'token', 400],
    ['two lines, which no header takes', JSON.stringify({ token: 'a\nb' }), 400],
    ['letters that no header takes', JSON.stringify({ token: 'жетон' }), 400],
    ['far too much', JSON.stringify({ token: 'x'.repeat(5000) }), 413],
  ])('refuses %s', async (_, body, status) => {
    const { check, calls } = fixtureWith(() => hubJson(200, checked))
    expect((await check(body)).status).toBe(status)
    expect(calls).toEqual([])
  })

  it('is not for guessing: ten in a minute, and then a pause', async () => {
    const { check, service, cookie, get, time, calls } = fixtureWith(() => hubJson(200, checked))
    const Cookie = await cookie()
    const session = await get('api/session', { Cookie, 'X-Hubscope-Origin': pageOrigin })
    const { csrf } = (await session.json()) as { csrf: string }
    const once = () =>
      service(
        new Request('http://127.0.0.1:10101/services/hubscope/api/token-check', {
          method: 'POST',
          headers: { Cookie, Origin: pageOrigin, 'X-Hubscope-CSRF': csrf },
          body: pasted,
        }),
      )
    for (let count = 0; count < 10; count++) expect((await once()).status).toBe(200)
    calls.length = 0
    const late = await once()
    expect(late.status).toBe(429)
    expect(late.headers.get('Retry-After')).toBe('60')
    expect(calls).toEqual([])
    time.now += 60_001
    expect((await once()).status).toBe(200)
    expect((await check(pasted)).status).toBe(200)
  })

  it('takes no other method', async () => {
    const { ask } = fixtureWith(() => hubJson(200, checked))
    const response = await ask('api/token-check')
    expect(response.status).toBe(405)
    expect(response.headers.get('Allow')).toBe('POST')
  })

  it('leaves the session’s own token alone', async () => {
    const { check, calls } = fixtureWith(() => hubJson(200, checked))
    await check(pasted)
    expect(calls.some(({ headers }) => headers.get('Authorization')?.includes(hubToken))).toBe(false)
  })
})
