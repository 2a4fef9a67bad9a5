import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { HubFailure } from '#hub/errors.ts'
import { exchanges } from '../inspector/record/exchange-store.ts'
import { newAction, within } from './action.ts'
import { setCsrfToken } from './csrf.ts'
import { call } from './http.ts'

const fetched = vi.fn<(url: string, init: RequestInit) => Promise<Response>>()

beforeEach(() => vi.stubGlobal('fetch', fetched))
afterEach(() => {
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
  fetched.mockReset()
  exchanges.clear()
})

interface Answer {
  status?: number
  body?: unknown
  by?: string | null
  headers?: Record<string, string>
}

/** What the service answers to the next request. */
function answers({ status = 200, body = { version: '6.1.1' }, by = 'hub', headers = {} }: Answer = {}) {
  fetched.mockResolvedValueOnce(
    new Response(typeof body === 'string' ? body : JSON.stringify(body), {
      status,
      statusText: status === 404 ? 'Not Found' : '',
      headers: { ...headers, ...(by === null ? {} : { 'X-Hubscope-Answered-By': by }) },
    }),
  )
}

/** Waits, as a fetch does, until it is aborted. */
function neverAnswers() {
  fetched.mockImplementationOnce(
    (_, { signal }) =>
      new Promise((_resolve, reject) => {
        signal?.addEventListener('abort', () => reject(signal.reason as Error))
      }),
  )
}

async function failureOf(promise: Promise<unknown>): Promise<HubFailure> {
  const cause = await promise.then(
    () => undefined,
    (error: unknown) => error,
  )
  if (cause instanceof HubFailure) return cause
  throw new Error('expected a HubFailure')
}

function recorded() {
  const exchange = exchanges.snapshot().at(-1)
  if (!exchange) throw new Error('nothing recorded')
  return exchange
}

/** The request that went out. */
function sent() {
  const [url, init] = fetched.mock.lastCall ?? []
  return { url: new URL(url ?? ''), init, headers: new Headers(init?.headers) }
}

describe('a call', () => {
  test('asks the relay with every name as one segment, and resolves with the parsed answer', async () => {
    answers({ body: { name: 'a/b@x', extra: 1 } })
    const user = await call('getUser', {
      params: { user: 'a/b@x' },
      query: { include_stopped_servers: 1, left_out: undefined },
    })
    expect(user.name).toBe('a/b@x')
    expect(sent().url.pathname + sent().url.search).toBe('/hub/api/users/a%2Fb%40x?include_stopped_servers=1')
    expect(sent().init).toMatchObject({ method: 'GET', redirect: 'manual' })
  })

  test('asks for pages where the operation is a list, and only there', async () => {
    answers({ body: { items: [], _pagination: { offset: 0, limit: 50, total: 0, next: null } } })
    await call('listUsers')
    expect(sent().headers.get('Accept')).toContain('application/jupyterhub-pagination+json')
    answers({ body: {} })
    await call('listRoutes')
    expect(sent().headers.get('Accept')).not.toContain('pagination')
  })

  test('that writes carries the CSRF token and a JSON body', async () => {
    setCsrfToken('of this session')
    answers({ status: 202, body: '' })
    await call('startServer', { params: { user: 'alice', server: '' }, body: { profile: 'gpu' } })
    expect(sent().url.pathname).toBe('/hub/api/users/alice/server')
    expect(sent().headers.get('X-Hubscope-CSRF')).toBe('of this session')
    expect(sent().headers.get('Content-Type')).toBe('application/json')
    expect(sent().init?.body).toBe('{"profile":"gpu"}')
  })

  test('that reads carries no CSRF token', async () => {
    setCsrfToken('of this session')
    answers()
    await call('getVersion')
    expect(sent().headers.has('X-Hubscope-CSRF')).toBe(false)
  })
})

describe('the record', () => {
  test('tells what was asked, who answered, how and how long it took', async () => {
    answers({ headers: { 'X-Hubscope-Upstream-Ms': '7' } })
    await call('getVersion', { query: { a: 'b c' } })
    const exchange = recorded()
    expect(exchange).toMatchObject({
      operation: 'getVersion',
      method: 'GET',
      path: '/',
      query: 'a=b+c',
      status: 200,
      answeredBy: 'hub',
      upstreamMs: 7,
      error: undefined,
    })
    expect(exchange.sentAt).toBeGreaterThanOrEqual(exchange.askedAt)
    expect(exchange.doneAt).toBeGreaterThanOrEqual(exchange.sentAt ?? Number.NaN)
  })

  test('holds headers and bodies of both ways', async () => {
    answers({ status: 201, body: { name: 'gpu' }, headers: { 'Content-Type': 'application/json' } })
    await call('startServer', { params: { user: 'alice', server: 'gpu' }, body: { profile: 'é' } })
    expect(recorded()).toMatchObject({
      requestHeaders: expect.arrayContaining([['Accept', 'application/json']]),
      requestBody: { text: '{"profile":"é"}', bytes: 16, cut: false, type: 'application/json' },
      responseHeaders: expect.arrayContaining([['x-hubscope-answered-by', 'hub']]),
      responseBody: { text: '{"name":"gpu"}', bytes: 14, cut: false, type: 'application/json' },
    })
  })

  test('holds no token', async () => {
    setCsrfToken('hush-1')
    answers({
      status: 201,
      body: { token: 'hush-2', id: 'a1', created: null, last_activity: null, expires_at: null },
      headers: { 'X-Auth-Token': 'hush-3' },
    })
    await call('createToken', {
      params: { user: 'alice' },
      query: { token: 'hush-4' },
      body: { note: 'for the robot', auth: { password: 'hush-5' } },
    })
    expect(recorded().responseBody?.text).toContain('"id":"a1"')
    expect(recorded().requestBody?.text).toContain('for the robot')
    expect(JSON.stringify(exchanges.snapshot())).not.toContain('hush')
  })

  test('holds what the service saw of the request, when the answer says it', async () => {
    const arrival = {
      target: '/hub/api/',
      method: 'GET',
      httpVersion: '1.1',
      peer: null,
      headers: { host: 'hub.test' },
      cookies: [],
      at: 1,
    }
    answers({ headers: { 'X-Hubscope-Arrival': JSON.stringify(arrival) } })
    await call('getVersion')
    expect(recorded().arrival).toEqual(arrival)
    expect(recorded().responseHeaders.flat()).not.toContain('x-hubscope-arrival')
    answers({ headers: { 'X-Hubscope-Arrival': '{"target":1}' } })
    await call('getVersion')
    expect(recorded().arrival).toBeUndefined()
  })

  test('names the visitor’s deed, given or all around', async () => {
    const action = newAction('Stop alice/gpu')
    answers()
    await call('getVersion', { action })
    expect(recorded().action).toEqual(action)
    answers()
    await within(action, () => call('getVersion'))
    expect(recorded().action).toEqual(action)
    answers()
    await call('getVersion')
    expect(recorded().action).toBeUndefined()
  })

  test('names the exchange in the failure', async () => {
    answers({ status: 500, body: { status: 500, message: 'Internal Server Error' } })
    const failure = await failureOf(call('getVersion'))
    expect(failure.exchange).toBe(recorded().id)
    expect(recorded().error).toEqual(failure.detail)
    expect(recorded().doneAt).toBeDefined()
  })
})

describe('a refusal', () => {
  test('carries the hub’s words and the scopes they name', async () => {
    const message = 'Action is not authorized with current scopes; requires any of [read:users, read:servers]'
    answers({ status: 403, body: { status: 403, message } })
    const { detail } = await failureOf(call('getUser', { params: { user: 'alice' } }))
    expect(detail).toEqual({
      tag: 'refused',
      operation: 'getUser',
      status: 403,
      answeredBy: 'hub',
      message,
      requiredScopes: ['read:users', 'read:servers'],
      retryAfter: undefined,
    })
  })

  test('without words takes the status’s name', async () => {
    answers({ status: 404, body: { status: 404, message: null } })
    expect((await failureOf(call('getVersion'))).message).toBe('Not Found')
    answers({ status: 418, body: '<html>' })
    expect((await failureOf(call('getVersion'))).message).toBe('Status 418')
  })

  test('tells how long to wait', async () => {
    answers({
      status: 429,
      body: { status: 429, message: 'Too many users' },
      headers: { 'Retry-After': '34' },
    })
    expect((await failureOf(call('getVersion'))).detail).toMatchObject({ retryAfter: 34 })
  })

  test('without the service’s mark comes from something in between', async () => {
    answers({ status: 503, body: '<html>', by: null })
    expect((await failureOf(call('getVersion'))).detail).toMatchObject({
      tag: 'refused',
      answeredBy: 'proxy',
    })
    answers({ status: 503, body: '<html>', by: 'somebody' })
    expect((await failureOf(call('getVersion'))).detail).toMatchObject({ answeredBy: 'proxy' })
  })

  test.each(['no-session', 'expired'] as const)('by the service for %s means signed out', async (code) => {
    answers({ status: 401, body: { status: 401, message: 'Log in.', code }, by: 'service' })
    expect((await failureOf(call('getVersion'))).detail).toMatchObject({ tag: 'signed-out', reason: code })
  })

  test('in the form of a sign-out counts only when the service says it', async () => {
    answers({ status: 401, body: { status: 401, message: 'Log in.', code: 'expired' }, by: 'hub' })
    expect((await failureOf(call('getVersion'))).detail.tag).toBe('refused')
  })

  test.each([
    ['unreachable', 502, false],
    ['timeout', 504, true],
  ])('by the service for %s means that nobody answered', async (code, status, timedOut) => {
    answers({ status, body: { status, message: 'The hub does not answer.', code }, by: 'nobody' })
    const { detail } = await failureOf(call('getVersion'))
    expect(detail).toMatchObject({ tag: 'unreachable', timedOut, message: 'The hub does not answer.' })
    expect(recorded()).toMatchObject({ status, answeredBy: 'nobody' })
  })
})

describe('no answer', () => {
  test('from the service is a failure of its own', async () => {
    fetched.mockRejectedValueOnce(new TypeError('Failed to fetch'))
    expect((await failureOf(call('getVersion'))).detail).toMatchObject({
      tag: 'unreachable',
      timedOut: false,
    })
    expect(recorded()).toMatchObject({ status: undefined, answeredBy: 'nobody' })
  })

  test('within the time limit ends the request', async () => {
    const clock = new AbortController()
    vi.spyOn(AbortSignal, 'timeout').mockReturnValueOnce(clock.signal)
    neverAnswers()
    const failure = failureOf(call('getVersion', { timeout: 5_000 }))
    await vi.waitFor(() => expect(fetched).toHaveBeenCalled())
    clock.abort(new DOMException('', 'TimeoutError'))
    expect((await failure).detail).toMatchObject({ tag: 'unreachable', timedOut: true })
  })

  test('is waited for only from when the request leaves the queue', async () => {
    const clock = vi.spyOn(AbortSignal, 'timeout')
    const ends: (() => void)[] = []
    fetched.mockImplementation(
      () =>
        new Promise((resolve) => {
          ends.push(() =>
            resolve(Response.json({ version: '1' }, { headers: { 'X-Hubscope-Answered-By': 'hub' } })),
          )
        }),
    )
    const ahead = Array.from({ length: 4 }, () => call('getVersion'))
    const waiting = call('getVersion', { timeout: 1_234 })
    await vi.waitFor(() => expect(ends).toHaveLength(4))
    expect(clock).not.toHaveBeenCalledWith(1_234)
    for (const end of ends) end()
    await Promise.all(ahead)
    await vi.waitFor(() => expect(ends).toHaveLength(5))
    expect(clock).toHaveBeenCalledWith(1_234)
    ends[4]?.()
    await expect(waiting).resolves.toEqual({ version: '1' })
  })

  test('is wanted any more when the caller takes the request back', async () => {
    neverAnswers()
    const leaver = new AbortController()
    const failure = failureOf(call('getVersion', { signal: leaver.signal }))
    await vi.waitFor(() => expect(fetched).toHaveBeenCalled())
    leaver.abort()
    expect((await failure).detail.tag).toBe('aborted')
    expect(recorded()).toMatchObject({ answeredBy: undefined, error: { tag: 'aborted' } })
    expect(sent().init?.signal?.aborted).toBe(true)
  })

  test('is asked for when the request was taken back before', async () => {
    const failure = await failureOf(call('getVersion', { signal: AbortSignal.abort() }))
    expect(failure.detail.tag).toBe('aborted')
    expect(fetched).not.toHaveBeenCalled()
    expect(recorded().sentAt).toBeUndefined()
  })
})

test('an answer of another form says where it differs', async () => {
  answers({ body: { items: [{ name: 3 }], _pagination: {} } })
  const { detail, message } = await failureOf(call('listUsers'))
  expect(detail).toMatchObject({ tag: 'mismatch', path: 'items.0.name' })
  expect(message).toContain('list users')
  expect(recorded()).toMatchObject({ status: 200, answeredBy: 'hub' })
})

test('a name that no URL can carry is refused without asking', async () => {
  const { detail } = await failureOf(call('getUser', { params: { user: '..' } }))
  expect(detail).toMatchObject({ tag: 'refused', answeredBy: 'nobody', status: 400 })
  expect(fetched).not.toHaveBeenCalled()
  expect(recorded()).toMatchObject({ path: '/users/{user}', sentAt: undefined, status: undefined })
})
