import { describe, expect, it } from 'vitest'
import { answeredByHeader, originHeader, sessionSchema } from './contract.ts'
import { createFixture, hubJson, hubToken, identity, pageOrigin } from './testing/fixture.ts'

describe('GET api/session', () => {
  it('says who is signed in, and what the page needs to know', async () => {
    const { ask } = createFixture({
      hub: () => hubJson(200, identity),
      environment: { JUPYTERHUB_BASE_URL: '/jupyter/', HUBSCOPE_ALLOWED_SCOPES: '["list:users"]' },
    })
    const response = await ask('api/session', { [originHeader]: pageOrigin })
    expect(response.status).toBe(200)
    expect(response.headers.get('Cache-Control')).toBe('no-store')
    const text = await response.text()
    expect(text).not.toContain(hubToken)
    expect(text).not.toContain(identity.session_id)
    const session = sessionSchema.parse(JSON.parse(text))
    expect(session).toMatchObject({
      state: 'signed-in',
      identity: { name: 'ada', scopes: ['list:users'] },
      hub: { version: '6.1.1' },
      prefix: '/services/hubscope/',
      hubUrl: '/jupyter/hub/',
      delegable: ['list:users'],
      service: { name: 'hubscope', version: '1.2.3' },
    })
    expect(session.state === 'signed-in' && session.csrf.length).toBeGreaterThan(40)
  })

  it('gives no CSRF token to a page that does not name its origin', async () => {
    const { ask } = createFixture({ hub: () => hubJson(200, identity) })
    expect(await (await ask('api/session')).json()).toMatchObject({ csrf: '' })
  })

  it('answers 200 without a session too', async () => {
    const response = await createFixture().get('api/session')
    expect(response.status).toBe(200)
    expect(await response.json()).toEqual({
      state: 'signed-out',
      reason: 'no-session',
      prefix: '/services/hubscope/',
    })
  })

  it.each([401, 403])(
    'says that the login has ended when the hub answers %d, and forgets it',
    async (status) => {
      const { ask } = createFixture({ hub: () => hubJson(status, { status, message: null }) })
      const response = await ask('api/session')
      expect(response.status).toBe(200)
      expect(await response.json()).toMatchObject({ state: 'signed-out', reason: 'expired' })
      expect(response.headers.get('Set-Cookie')).toMatch(/^hubscope-session=; Max-Age=0/)
    },
  )

  it('says the same of a cookie that it can no longer read', async () => {
    const response = await createFixture().get('api/session', { Cookie: 'hubscope-session=old' })
    expect(await response.json()).toMatchObject({ state: 'signed-out', reason: 'expired' })
    expect(response.headers.get('Set-Cookie')).toContain('Max-Age=0')
  })

  it('keeps the login when the hub is away, or when something else answers in its place', async () => {
    const away = await createFixture({ hub: () => Promise.reject(new TypeError('fetch failed')) }).ask(
      'api/session',
    )
    expect(away.status).toBe(502)
    expect(away.headers.get(answeredByHeader)).toBe('nobody')
    const portal = await createFixture({ hub: () => new Response('log in', { status: 403 }) }).ask(
      'api/session',
    )
    expect(portal.status).toBe(502)
    expect(portal.headers.get(answeredByHeader)).toBe('proxy')
    const broken = await createFixture({ hub: () => hubJson(500, { message: 'oops' }) }).ask('api/session')
    expect(await broken.json()).toMatchObject({
      code: 'unreachable',
      message: expect.stringContaining('oops (500)'),
    })
    for (const response of [away, portal, broken]) expect(response.headers.has('Set-Cookie')).toBe(false)
  })
})
