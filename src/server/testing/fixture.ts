import { createService, type Service } from '../app.ts'
import type { Assets } from '../assets.ts'
import { type Configuration, readConfiguration } from '../config.ts'
import { csrfHeader, originHeader } from '../contract.ts'
import { createLog } from '../log.ts'
import { createLogin } from '../oauth.ts'
import { isDetoured } from '../probes/environment.ts'
import type { Handshakes } from '../probes/handshakes.ts'
import type { Place } from '../probes/inside.ts'
import { type CookieSessions, createCookieSessions } from '../session.ts'

export const hubToken = 'k3TfQ9vXw1LmZ8rB5nC7dJ2sH4gPyA'
export const serviceToken = '0123456789abcdef0123456789abcdef'
export const pageOrigin = 'https://hub.test'

export interface HubCall {
  url: URL
  method: string
  headers: Headers
  body: string | undefined
  signal: AbortSignal
}

export interface Fixture {
  service: Service
  configuration: Configuration
  sessions: CookieSessions
  /** Every request that reached the hub. */
  calls: HubCall[]
  log: string[]
  /** The time that the service sees; a test may set it. */
  time: { now: number }
  stopping: AbortController
  /** A `Cookie` header with a session for `hubToken`. */
  cookie: () => Promise<string>
  /** Asks the service; `path` is relative to the prefix. */
  get: (path: string, headers?: Record<string, string>, signal?: AbortSignal) => Promise<Response>
  /** A signed-in GET. */
  ask: (path: string, headers?: Record<string, string>, signal?: AbortSignal) => Promise<Response>
  /** A signed-in write with everything in order, unless `headers` say otherwise; an empty value drops the header. */
  write: (method: string, path: string, options?: WriteOptions) => Promise<Response>
}

interface WriteOptions {
  body?: BodyInit
  headers?: Record<string, string>
}

interface FixtureOptions {
  hub?: (call: HubCall) => Response | Promise<Response>
  prefix?: string
  environment?: Record<string, string>
  assets?: Assets
  place?: Place
  handshakes?: Handshakes
}

export const environmentOf = (prefix = '/services/hubscope/'): Record<string, string> => ({
  JUPYTERHUB_SERVICE_NAME: 'hubscope',
  JUPYTERHUB_SERVICE_PREFIX: prefix,
  JUPYTERHUB_SERVICE_URL: 'http://127.0.0.1:10101',
  JUPYTERHUB_API_TOKEN: serviceToken,
  JUPYTERHUB_API_URL: 'http://hub.internal:8081/hub/api',
  JUPYTERHUB_BASE_URL: '/',
  JUPYTERHUB_HOST: '',
  JUPYTERHUB_CLIENT_ID: 'service-hubscope',
  JUPYTERHUB_OAUTH_CALLBACK_URL: `${prefix}oauth_callback`,
})

/** The whole service with the real sessions and login, in front of a hub that is a function. */
export function createFixture(options: FixtureOptions = {}): Fixture {
  const configuration = readConfiguration(
    { ...environmentOf(options.prefix), ...options.environment },
    '1.2.3',
  )
  const { service: config, login } = configuration
  const calls: HubCall[] = []
  const log: string[] = []
  const time = { now: Date.parse('2026-11-22T12:00:00Z') }
  const clock = (): number => time.now
  const stopping = new AbortController()
  const sessions = createCookieSessions(config, clock)
  const writeLog = createLog((line) => log.push(line), [serviceToken])

  const hubFetch = async (url: URL, init: RequestInit): Promise<Response> => {
    const request = new Request(url, init)
    const body = request.body ? await request.text() : undefined
    const call = { url, method: request.method, headers: request.headers, body, signal: request.signal }
    calls.push(call)
    return (options.hub ?? (() => hubJson(200, {})))(call)
  }
  const deps = { config, hubFetch, sessions, clock, log: writeLog, stopping: stopping.signal }
  const service = createService({
    ...deps,
    login: createLogin({
      service: config,
      login,
      isDetoured: options.place !== undefined && isDetoured(options.place.environment),
      ...deps,
    }),
    ...(options.assets ? { assets: options.assets } : {}),
    ...(options.place ? { place: options.place } : {}),
    ...(options.handshakes ? { handshakes: options.handshakes } : {}),
  })

  const urlOf = (path: string): string => `http://127.0.0.1:10101${config.prefix}${path}`
  const cookie = async (): Promise<string> => {
    const header = await sessions.begin(new Request(urlOf('')), hubToken, 3600)
    return header.split(';')[0] ?? ''
  }
  const get: Fixture['get'] = (path, headers = {}, signal) =>
    service(new Request(urlOf(path), { headers, ...(signal ? { signal } : {}) }))
  const ask: Fixture['ask'] = async (path, headers = {}, signal) =>
    get(path, { Cookie: await cookie(), ...headers }, signal)

  const write: Fixture['write'] = async (method, path, { body, headers = {} } = {}) => {
    const Cookie = await cookie()
    const session = await get('api/session', { Cookie, [originHeader]: pageOrigin })
    const { csrf } = (await session.json()) as { csrf?: string }
    const all = {
      Cookie,
      Origin: pageOrigin,
      'Sec-Fetch-Site': 'same-origin',
      [csrfHeader]: csrf ?? '',
      ...headers,
    }
    const kept = Object.entries(all).filter(([, value]) => value !== '')
    calls.length = 0
    return service(
      new Request(urlOf(path), { method, headers: kept, ...(body === undefined ? {} : { body }) }),
    )
  }

  return { service, configuration, sessions, calls, log, time, stopping, cookie, get, ask, write }
}

/** An answer of a 6.1.1 hub. */
export function hubJson(status: number, body: unknown, headers: Record<string, string> = {}): Response {
  return Response.json(body, { status, headers: { 'X-JupyterHub-Version': '6.1.1', ...headers } })
}

/** What `GET /user` says of the token in the fixture. */
export const identity = {
  kind: 'user',
  name: 'ada',
  admin: true,
  scopes: ['list:users'],
  session_id: 'hidden-id',
}

/** A hub on which the fixture's token is good; everything but `GET /user` is answered by `rest`. */
export function hubWith(rest: (call: HubCall) => Response | Promise<Response>) {
  return (call: HubCall): Response | Promise<Response> =>
    call.url.pathname === '/hub/api/user' ? hubJson(200, identity) : rest(call)
}
