import { beforeEach, describe, expect, it } from 'vitest'
import type { Place } from './probes/inside.ts'
import {
  createFixture,
  type Fixture,
  type HubCall,
  hubJson,
  hubToken,
  serviceToken,
} from './testing/fixture.ts'

const navigation = { 'Sec-Fetch-Mode': 'navigate', Accept: 'text/html' }
const tokenAnswer = { access_token: hubToken, token_type: 'Bearer', expires_in: 1_209_600, scope: 'x' }

/** One login attempt: what the hub was asked for, and the cookie that remembers it. */
interface Attempt {
  authorize: URL
  state: string
  cookie: string
}

async function attemptOf(response: Response): Promise<Attempt> {
  expect(response.status).toBe(302)
  const authorize = new URL(response.headers.get('Location') ?? '', 'https://hub.test')
  const cookie = response.headers.getSetCookie()[0] ?? ''
  return { authorize, state: authorize.searchParams.get('state') ?? '', cookie: cookie.split(';')[0] ?? '' }
}

/** Builds no page: `api/login` begins the same attempt as a deep link. */
const begin = async (fixture: Fixture, next = ''): Promise<Attempt> =>
  attemptOf(await fixture.get(`api/login?${new URLSearchParams({ next })}`, navigation))

const callback = (fixture: Fixture, query: Record<string, string>, cookie: string): Promise<Response> =>
  fixture.get(`oauth_callback?${new URLSearchParams(query)}`, { ...navigation, Cookie: cookie })

const sessionCookieOf = (response: Response): string | undefined =>
  response.headers.getSetCookie().find((cookie) => cookie.startsWith('hubscope-session='))

describe('a login', () => {
  let tokenAnswers: (call: HubCall) => Response
  let fixture: Fixture
  beforeEach(() => {
    tokenAnswers = () => hubJson(200, tokenAnswer)
    fixture = createFixture({ hub: (call) => tokenAnswers(call) })
  })

  it('begins at the hub’s public address with state and an S256 challenge', async () => {
    const { authorize } = await begin(fixture)
    expect(authorize.pathname).toBe('/hub/api/oauth2/authorize')
    const { state, code_challenge, ...rest } = Object.fromEntries(authorize.searchParams)
    expect(state?.length).toBeGreaterThanOrEqual(43)
    expect(code_challenge?.length).toBe(43)
    expect(rest).toEqual({
      response_type: 'code',
      client_id: 'service-hubscope',
      redirect_uri: '/services/hubscope/oauth_callback',
      code_challenge_method: 'S256',
    })
  })

  it('begins at another host in subdomain mode', async () => {
    const { authorize } = await begin(
      createFixture({
        environment: { JUPYTERHUB_HOST: 'https://hub.example:8000', JUPYTERHUB_BASE_URL: '/j/' },
      }),
    )
    expect(authorize.origin + authorize.pathname).toBe('https://hub.example:8000/j/hub/api/oauth2/authorize')
  })

  it('keeps the attempt in an encrypted cookie that only the callback gets', async () => {
    const response = await fixture.get('api/login', navigation)
    const [cookie = ''] = response.headers.getSetCookie()
    expect(cookie).toContain('Path=/services/hubscope/oauth_callback')
    expect(cookie).toContain('HttpOnly')
    expect(cookie).toContain('SameSite=Lax')
    expect(cookie).toContain('Max-Age=900')
    const { state } = await attemptOf(response)
    expect(cookie.split('=')[1]).not.toContain(state)
  })

  it('ends at the page where it began, with the token in the encrypted session alone', async () => {
    const { state, cookie, authorize } = await begin(fixture, 'users?state=active#row')
    const response = await callback(fixture, { code: 'the-code', state }, cookie)
    expect(response.status).toBe(302)
    expect(response.headers.get('Location')).toBe('/services/hubscope/users?state=active#row')
    expect(await response.text()).toBe('')
    const session = sessionCookieOf(response)
    expect(session).toContain('Max-Age=1209600')
    expect(session).not.toContain(hubToken)
    const found = await fixture.sessions.find(
      new Request('http://x/', { headers: { Cookie: session?.split(';')[0] ?? '' } }),
    )
    expect(found).toMatchObject({ token: hubToken })

    const [exchange] = fixture.calls
    expect(exchange?.url.href).toBe('http://hub.internal:8081/hub/api/oauth2/token')
    const sent = new URLSearchParams(exchange?.body)
    expect(sent.get('code')).toBe('the-code')
    expect(sent.get('client_secret')).toBe(serviceToken)
    expect(sent.get('redirect_uri')).toBe('/services/hubscope/oauth_callback')
    const digest = await crypto.subtle.digest(
      'SHA-256',
      new TextEncoder().encode(sent.get('code_verifier') ?? ''),
    )
    expect(Buffer.from(digest).toString('base64url')).toBe(authorize.searchParams.get('code_challenge'))
  })

  it('works in two tabs at once', async () => {
    const one = await begin(fixture, 'users')
    const two = await begin(fixture, 'spawns')
    const both = `${one.cookie}; ${two.cookie}`
    const first = await callback(fixture, { code: 'c', state: one.state }, both)
    const second = await callback(fixture, { code: 'c', state: two.state }, both)
    expect(first.headers.get('Location')).toBe('/services/hubscope/users')
    expect(second.headers.get('Location')).toBe('/services/hubscope/spawns')
  })

  it('forgets the attempt when it is done, so that its state works once', async () => {
    const { state, cookie } = await begin(fixture)
    const response = await callback(fixture, { code: 'c', state }, cookie)
    const name = cookie.split('=')[0] ?? ''
    expect(response.headers.getSetCookie().some((set) => set.startsWith(`${name}=; Max-Age=0`))).toBe(true)
    const again = await callback(fixture, { code: 'c', state }, '')
    expect(again.status).toBe(400)
    expect(sessionCookieOf(again)).toBeUndefined()
    expect(fixture.calls).toHaveLength(1)
  })

  it.each([
    ['no state', () => ''],
    ['the state of nobody', () => 'x'.repeat(43)],
    ['a state that only begins alike', (state: string) => state.slice(0, 20)],
  ])('is refused with %s, and the hub is not asked', async (_, change) => {
    const { state, cookie } = await begin(fixture)
    const response = await callback(fixture, { code: 'c', state: change(state) }, cookie)
    expect(response.status).toBe(400)
    expect(sessionCookieOf(response)).toBeUndefined()
    expect(fixture.calls).toHaveLength(0)
  })

  it('is refused with the cookie of another attempt', async () => {
    const one = await begin(fixture)
    const two = await begin(fixture)
    const nameOfOne = one.cookie.split('=')[0] ?? ''
    const swapped = `${nameOfOne}=${two.cookie.slice(two.cookie.indexOf('=') + 1)}`
    expect((await callback(fixture, { code: 'c', state: one.state }, swapped)).status).toBe(400)
  })

  it('is refused after fifteen minutes', async () => {
    const { state, cookie } = await begin(fixture)
    fixture.time.now += 15 * 60_000 + 1_000
    expect((await callback(fixture, { code: 'c', state }, cookie)).status).toBe(400)
  })

  it.each(['https://evil.test/', '//evil.test', '/hub/logout', '/\\evil.test'])(
    'never leads to %s',
    async (next) => {
      const { state, cookie } = await begin(fixture, next)
      const response = await callback(fixture, { code: 'c', state }, cookie)
      expect(response.headers.get('Location')).toBe('/services/hubscope/')
    },
  )
})

describe('a login that does not work out', () => {
  const failing = (hub: (call: HubCall) => Response | Promise<Response>) => createFixture({ hub })

  it('shows the hub’s error and what to do, and does not try again by itself', async () => {
    const fixture = failing(() => hubJson(500, {}))
    const { state, cookie } = await begin(fixture, 'users?q=1')
    const response = await callback(
      fixture,
      { error: 'invalid_scope', error_description: '<script>alert(1)</script>', state },
      cookie,
    )
    expect(response.status).toBe(400)
    expect(response.headers.has('Location')).toBe(false)
    const html = await response.text()
    expect(html).toContain('invalid_scope')
    expect(html).toContain('oauth_client_allowed_scopes')
    expect(html).toContain('&#60;script&#62;')
    expect(html).not.toContain('<script')
    expect(html).toContain('href="/services/hubscope/api/login?next=%2Fservices%2Fhubscope%2Fusers%3Fq%3D1"')
    expect(fixture.calls).toHaveLength(0)
  })

  it('shows no text from a link that somebody else made', async () => {
    const response = await callback(
      failing(() => hubJson(500, {})),
      { error: 'x', error_description: 'call 555' },
      '',
    )
    expect(await response.text()).not.toContain('555')
  })

  it.each([
    ['the person declined', { error: 'access_denied' }, 403, 'access_denied'],
    ['the code is too old', { code: 'old' }, 400, 'took too long'],
  ])('says so when %s', async (_, query, status, text) => {
    const fixture = failing(() => hubJson(400, { error: 'invalid_grant' }))
    const { state, cookie } = await begin(fixture)
    const response = await callback(fixture, { ...query, state }, cookie)
    expect(response.status).toBe(status)
    expect(await response.text()).toContain(text)
  })

  it('names what the hub says of a token that has changed, which stands in a challenge', async () => {
    const fixture = failing(() =>
      Response.json(
        { error: 'invalid_client' },
        { status: 401, headers: { 'WWW-Authenticate': 'Bearer error="invalid_client"' } },
      ),
    )
    const { state, cookie } = await begin(fixture)
    const response = await callback(fixture, { code: 'c', state }, cookie)
    expect(response.status).toBe(400)
    expect(response.headers.get('X-Hubscope-Login-Failure')).toBe('invalid_client')
    expect(await response.text()).toContain('API token has changed')
  })

  it.each([
    [
      'the hub is away',
      () => Promise.reject(new TypeError('fetch failed')),
      'does not answer',
      'silence',
      502,
    ],
    [
      'the hub takes too long',
      () => Promise.reject(new DOMException('aborted', 'TimeoutError')),
      'in time',
      'timeout',
      504,
    ],
    [
      'something else answers',
      () => new Response('<html>', { headers: { 'Content-Type': 'text/html' } }),
      'unexpected',
      'strange',
      502,
    ],
    [
      'something else asks for a password',
      () => new Response('', { status: 401, headers: { 'WWW-Authenticate': 'Basic realm="x"' } }),
      'unexpected',
      'strange',
      502,
    ],
  ])('says so when %s', async (_, hub, text, kind, status) => {
    const fixture = failing(hub)
    const { state, cookie } = await begin(fixture)
    const response = await callback(fixture, { code: 'secret-code', state }, cookie)
    expect(response.status).toBe(status)
    expect(response.headers.get('X-Hubscope-Answered-By')).toBe('service')
    expect(response.headers.get('X-Hubscope-Login-Failure')).toBe(kind)
    expect(await response.text()).toContain(text)
    expect(fixture.log).toHaveLength(1)
    expect(fixture.log.join()).not.toContain('secret-code')
    expect(fixture.log.join()).not.toContain(state)
  })
})

it('names the HTTP proxy to which the service’s calls go, whatever came back', async () => {
  const place: Place = {
    ask: () => Promise.reject(new Error('nobody asks')),
    address: '127.0.0.1:10101',
    node: '24.0.0',
    callback: '/services/hubscope/oauth_callback',
    environment: { proxy: true, covered: false, heeded: true },
    pause: () => Promise.resolve(),
  }
  const fixture = createFixture({
    place,
    hub: () => new Response('<h1>Not on the list</h1>', { status: 403 }),
  })
  const { state, cookie } = await begin(fixture)
  const response = await callback(fixture, { code: 'c', state }, cookie)
  expect(response.headers.get('X-Hubscope-Login-Failure')).toBe('detour')
  expect(await response.text()).toContain('NO_PROXY')
})

describe('POST api/logout', () => {
  it('forgets the session and asks the hub for nothing: deleting one token there deletes others too', async () => {
    const signedIn = createFixture({ hub: () => hubJson(200, { kind: 'user', name: 'ada', scopes: [] }) })
    const done = await signedIn.write('POST', 'api/logout')
    expect(done.status).toBe(204)
    expect(done.headers.get('Set-Cookie')).toMatch(/^hubscope-session=; Max-Age=0/)
    expect(signedIn.calls).toHaveLength(0)
  })

  it('needs the CSRF token of the session that it ends', async () => {
    const { get, service, cookie } = createFixture()
    const url = 'http://127.0.0.1:10101/services/hubscope/api/logout'
    const withSession = new Request(url, { method: 'POST', headers: { Cookie: await cookie() } })
    expect((await service(withSession)).status).toBe(403)
    expect((await service(new Request(url, { method: 'POST' }))).status).toBe(204)
    expect((await get('api/logout')).status).toBe(405)
  })
})
