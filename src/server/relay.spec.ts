import { describe, expect, it } from 'vitest'
import { answeredByHeader, upstreamTimeHeader } from './contract.ts'
import { createFixture, hubJson, hubToken, hubWith } from './testing/fixture.ts'

const codeOf = async (response: Response) => ((await response.json()) as { code?: string }).code

describe('the relay', () => {
  it('passes method, path, query and body on with the visitor’s token, and no cookie', async () => {
    const { write, calls } = createFixture({ hub: hubWith(() => hubJson(201, { done: true })) })
    const response = await write('POST', 'hub/api/users/ada/servers/gpu?x=a%20b&y', {
      body: '{"user_options":{}}',
      headers: {
        'Content-Type': 'application/json',
        'X-Forwarded-For': '10.0.0.1',
        Referer: 'https://hub.test/x',
      },
    })
    expect(response.status).toBe(201)
    expect(await response.json()).toEqual({ done: true })
    const [call] = calls
    expect(call?.method).toBe('POST')
    expect(call?.url.href).toBe('http://hub.internal:8081/hub/api/users/ada/servers/gpu?x=a%20b&y')
    expect(call?.body).toBe('{"user_options":{}}')
    expect(Object.fromEntries(call?.headers ?? [])).toEqual({
      authorization: `token ${hubToken}`,
      'content-type': 'application/json',
    })
  })

  it('says who answered and how long that took', async () => {
    const { ask, time } = createFixture({
      hub: () => {
        time.now += 40
        return hubJson(200, {})
      },
    })
    const response = await ask('hub/api/users')
    expect(response.headers.get(answeredByHeader)).toBe('hub')
    expect(response.headers.get(upstreamTimeHeader)).toBe('40')
    expect(response.headers.get('X-JupyterHub-Version')).toBe('6.1.1')
  })

  it('knows the proxy’s own page by the missing version', async () => {
    const { ask } = createFixture({
      hub: () => new Response('<h1>503</h1>', { status: 503, headers: { 'Content-Type': 'text/html' } }),
    })
    const response = await ask('hub/api/users')
    expect(response.status).toBe(503)
    expect(response.headers.get(answeredByHeader)).toBe('proxy')
    expect(response.headers.get('Content-Security-Policy')).toContain('sandbox')
    expect(await response.text()).toBe('<h1>503</h1>')
  })

  it.each([
    'a%2Fb',
    'ada%40example.org',
    'grace+lab',
    'mary%20ann',
    '100%25',
    'back%5Cslash',
    '%F0%9F%90%8D',
    '%252F',
  ])('leaves the encoded name %s as it is', async (name) => {
    const { ask, calls } = createFixture()
    await ask(`hub/api/users/${name}`)
    expect(calls[0]?.url.pathname).toBe(`/hub/api/users/${name}`)
  })

  it('relays the root of the API, which tells the version', async () => {
    const { ask, calls } = createFixture()
    await ask('hub/api/')
    expect(calls[0]?.url.pathname).toBe('/hub/api/')
  })

  it.each([
    ['hub/api/nothing', 404, 'unknown-operation'],
    ['hub/api/shutdown', 404, 'unknown-operation'],
    ['hub/api/users//server', 404, 'unknown-operation'],
    ['hub/api/users/ada/server/', 404, 'unknown-operation'],
    ['hub/api/users/%ZZ', 400, 'bad-request'],
    ['hub/api/authorizations/token/abc', 404, 'unknown-operation'],
    ['hub/api/oauth2/token', 404, 'unknown-operation'],
    ['hub/api/users/%2e%2e/%2e%2e/login', 404, undefined],
    ['hub/api/..%2f..%2flogin', 404, 'unknown-operation'],
  ])('does not reach the hub with %s', async (path, status, code) => {
    const { ask, calls } = createFixture()
    const response = await ask(path)
    expect(response.status).toBe(status)
    if (code) expect(await codeOf(response)).toBe(code)
    expect(calls).toHaveLength(0)
  })

  it('answers 405 with the methods that a known path has', async () => {
    const { write, calls } = createFixture()
    const response = await write('PATCH', 'hub/api/proxy')
    expect(response.status).toBe(405)
    expect(response.headers.get('Allow')).toBe('GET, POST')
    expect(await codeOf(response)).toBe('method')
    expect(calls).toHaveLength(0)
  })

  it('answers 401 without a session, and says when there was one', async () => {
    const { get, cookie, time, calls } = createFixture()
    const none = await get('hub/api/users')
    expect(none.status).toBe(401)
    expect(await codeOf(none)).toBe('no-session')
    const Cookie = await cookie()
    time.now += 2 * 3600 * 1000
    const ended = await get('hub/api/users', { Cookie })
    expect(ended.status).toBe(401)
    expect(await codeOf(ended)).toBe('expired')
    expect(calls).toHaveLength(0)
  })

  it('refuses a body over 1 MiB before the hub hears of it, announced or not', async () => {
    const { write, calls } = createFixture({ hub: hubWith(() => hubJson(201, {})) })
    const big = 'x'.repeat(1024 * 1024 + 1)
    const announced = await write('POST', 'hub/api/users', {
      body: big,
      headers: { 'Content-Length': `${big.length}` },
    })
    expect(announced.status).toBe(413)
    expect(await codeOf(announced)).toBe('too-large')
    expect((await write('POST', 'hub/api/users', { body: big })).status).toBe(413)
    expect(calls).toHaveLength(0)
    expect((await write('POST', 'hub/api/users', { body: big.slice(1) })).status).toBe(201)
  })
})

describe('caching', () => {
  it('keeps ETag and 304 working, in the browser’s own cache and by hand', async () => {
    const { ask, calls } = createFixture({
      hub: ({ headers }) =>
        headers.get('If-None-Match') === '"v1"'
          ? new Response(null, { status: 304, headers: { ETag: '"v1"', 'X-JupyterHub-Version': '6.1.1' } })
          : hubJson(200, [], { ETag: '"v1"' }),
    })
    const first = await ask('hub/api/users', { Accept: 'application/jupyterhub-pagination+json' })
    expect(first.headers.get('ETag')).toBe('"v1"')
    expect(first.headers.get('Cache-Control')).toBe('private, no-cache')
    expect(first.headers.get('Vary')).toBe('Accept, Cookie')
    expect(calls[0]?.headers.get('Accept')).toBe('application/jupyterhub-pagination+json')
    const second = await ask('hub/api/users', { 'If-None-Match': '"v1"' })
    expect(second.status).toBe(304)
    expect(await second.text()).toBe('')
  })

  it('stores nothing that has no ETag', async () => {
    const response = await createFixture().ask('hub/api/users')
    expect(response.headers.get('Cache-Control')).toBe('no-store')
  })

  it('passes Retry-After on, but no cookie and no header it does not know', async () => {
    const { ask } = createFixture({
      hub: () =>
        hubJson(
          429,
          {},
          { 'Retry-After': '41', 'Set-Cookie': 'a=1', Server: 'Tornado', Location: '/hub/login' },
        ),
    })
    const response = await ask('hub/api/users')
    expect(response.status).toBe(429)
    expect(response.headers.get('Retry-After')).toBe('41')
    for (const name of ['Set-Cookie', 'Server', 'Location']) expect(response.headers.has(name)).toBe(false)
  })
})

describe('streams', () => {
  it('pass chunk by chunk, and are never transformed', async () => {
    const upstream = new TransformStream<Uint8Array, Uint8Array>()
    const { ask } = createFixture({
      hub: () => new Response(upstream.readable, { headers: { 'Content-Type': 'text/event-stream' } }),
    })
    const response = await ask('hub/api/users/ada/server/progress')
    expect(response.headers.get('Cache-Control')).toBe('no-cache, no-transform')
    expect(response.headers.get('X-Accel-Buffering')).toBe('no')
    const writer = upstream.writable.getWriter()
    const reader = response.body?.getReader()
    for (const text of ['one', 'two']) {
      void writer.write(new TextEncoder().encode(text))
      const { value } = (await reader?.read()) ?? {}
      expect(new TextDecoder().decode(value)).toBe(text)
    }
  })

  it('end upstream when the visitor stops reading', async () => {
    let cancelled = false
    const { ask } = createFixture({
      hub: () =>
        new Response(new ReadableStream({ cancel: () => void (cancelled = true) }), {
          headers: { 'Content-Type': 'text/event-stream' },
        }),
    })
    const response = await ask('hub/api/users/ada/server/progress')
    await response.body?.cancel()
    expect(cancelled).toBe(true)
  })
})

describe('a visitor who leaves', () => {
  it('takes the request at the hub along', async () => {
    const visitor = new AbortController()
    let upstream: AbortSignal | undefined
    const { ask, log } = createFixture({
      hub: ({ signal }) => {
        upstream = signal
        visitor.abort()
        return new Promise((_, reject) => reject(signal.reason))
      },
    })
    await ask('hub/api/users', {}, visitor.signal)
    expect(upstream?.aborted).toBe(true)
    expect(log).toEqual([])
  })
})

describe('a hub that does not answer', () => {
  it('is reported as nobody, and logged once until it is back', async () => {
    let away = true
    const { ask, log } = createFixture({
      hub: () => {
        if (away)
          throw new TypeError('fetch failed', { cause: Object.assign(new Error(), { code: 'ECONNREFUSED' }) })
        return hubJson(200, [])
      },
    })
    const response = await ask('hub/api/users')
    expect(response.status).toBe(502)
    expect(response.headers.get(answeredByHeader)).toBe('nobody')
    expect(await codeOf(response)).toBe('unreachable')
    await ask('hub/api/users')
    away = false
    await ask('hub/api/users')
    expect(log).toEqual([
      'hubscope: warning: the hub does not answer at http://hub.internal:8081/hub/api: fetch failed (ECONNREFUSED)',
      'hubscope: info: the hub answers again',
    ])
  })

  it('is given up after the time limit', async () => {
    const { ask } = createFixture({
      environment: { HUBSCOPE_HUB_TIMEOUT: '1' },
      hub: ({ signal }) =>
        new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
    })
    const response = await ask('hub/api/users')
    expect(response.status).toBe(504)
    expect(response.headers.get(answeredByHeader)).toBe('nobody')
    expect(await codeOf(response)).toBe('timeout')
  })
})
