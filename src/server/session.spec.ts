import { describe, expect, it } from 'vitest'
import { createCookieSessions, isHttps } from './session.ts'
import { hubToken } from './testing/fixture.ts'

const prefix = '/services/hubscope/'
const start = Date.parse('2026-11-22T12:00:00Z')
const request = (headers: Record<string, string> = {}): Request =>
  new Request(`http://127.0.0.1${prefix}`, { headers })
const pairOf = (setCookie: string): string => setCookie.split(';')[0] ?? ''

describe('createCookieSessions', () => {
  it('finds the token again in its own cookie, and in no other part of the cookie', async () => {
    const sessions = createCookieSessions({ prefix, secret: 'one' }, () => start)
    const cookie = await sessions.begin(request(), hubToken, 3600)
    expect(cookie).not.toContain(hubToken)
    expect(await sessions.find(request({ Cookie: `x=1; ${pairOf(cookie)}` }))).toMatchObject({
      token: hubToken,
    })
  })

  it('gives every login another id', async () => {
    const sessions = createCookieSessions({ prefix, secret: 'one' }, () => start)
    const ids = await Promise.all(
      [1, 2].map(async () => {
        const cookie = pairOf(await sessions.begin(request(), hubToken, 3600))
        const session = await sessions.find(request({ Cookie: cookie }))
        return typeof session === 'string' ? session : session.id
      }),
    )
    expect(new Set(ids).size).toBe(2)
  })

  it('lets replicas with the same secret read it, and nobody else', async () => {
    const cookie = await createCookieSessions({ prefix, secret: 'one' }, () => start).begin(
      request(),
      hubToken,
      60,
    )
    const seenBy = (secret: string) =>
      createCookieSessions({ prefix, secret }, () => start).find(request({ Cookie: pairOf(cookie) }))
    expect(await seenBy('one')).toMatchObject({ token: hubToken })
    expect(await seenBy('two')).toBe('unreadable')
  })

  it('tells an ended login from none', async () => {
    let now = start
    const sessions = createCookieSessions({ prefix, secret: 'one' }, () => now)
    const cookie = pairOf(await sessions.begin(request(), hubToken, 60))
    now += 61_000
    expect(await sessions.find(request({ Cookie: cookie }))).toBe('unreadable')
    expect(await sessions.find(request({ Cookie: 'hubscope-session=nonsense' }))).toBe('unreadable')
    expect(await sessions.find(request({ Cookie: 'other=1' }))).toBe('none')
    expect(await sessions.find(request())).toBe('none')
  })

  it('keeps the cookie to the prefix, from scripts and from other sites', async () => {
    const sessions = createCookieSessions({ prefix, secret: 'one' }, () => start)
    const cookie = await sessions.begin(request(), hubToken, 1_209_600)
    expect(cookie.split('; ').slice(1)).toEqual([
      'Max-Age=1209600',
      `Path=${prefix}`,
      'HttpOnly',
      'SameSite=Lax',
    ])
    expect(await sessions.begin(request({ 'X-Forwarded-Proto': 'https,http' }), hubToken, 60)).toContain(
      '; Secure',
    )
    expect(sessions.end(request())).toContain('Max-Age=0')
  })
})

describe('isHttps', () => {
  it.each([
    [{ 'X-Forwarded-Proto': 'https, http' }, true],
    [{ 'X-Forwarded-Proto': 'http,https' }, false],
    [{ 'X-Scheme': 'HTTPS' }, true],
    [{}, false],
  ])('reads what the browser saw from %o', (headers, expected) => {
    expect(isHttps(request(headers))).toBe(expected)
  })

  it('falls back to the request itself', () => {
    expect(isHttps(new Request('https://hub.test/'))).toBe(true)
  })
})
