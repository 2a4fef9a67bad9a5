import { http, type HttpHandler } from 'msw'
import { parseScopes } from '#hub/scopes/parse.ts'
import type { Method } from '#hub/operations.ts'
import { isSince } from '#hub/versions.ts'
import { revalidated, json, stamped } from './answers.ts'
import { type Aim, missingScope, needsScope, type Sight, sightOf } from './authorize.ts'
import { elapsed } from './clock.ts'
import type { Core } from './core.ts'
import { type Caller, callerOf, identifyScopes } from './credentials.ts'
import { answerFault, slowness } from './faults.ts'
import { Refusal, refusalMessage } from './refusal.ts'

/** One method on one path, as an MSW handler, with its path template for the 404 or 405 of the rest. */
export interface Endpoint {
  path: string
  handler: HttpHandler
}

/** A permitted request. */
export interface Call {
  request: Request
  query: URLSearchParams
  caller: Caller
  sight: Sight
  /** A path parameter, decoded; `server` is `""` on the default server's path. */
  param(name: string): string
  /** The body as JSON; null when there is none. */
  body(): Promise<unknown>
}

/** Which scopes open it, any of them, and what their filters are matched against. */
export type Access = 'any-credential' | { anyOf: readonly string[]; about: Aim['kind'] }

/** An endpoint that needs a token, and says no without the right scope. */
export function endpoint(
  core: Core,
  method: Method,
  path: string,
  access: Access,
  handle: (call: Call) => Response | Promise<Response>,
): Endpoint {
  return publicEndpoint(core, method, path, (request, params) => {
    const caller = callerOf(core.db, request.headers.get('authorization'), core.version, core.clock.now())
    if (!caller) throw withoutCredentials(core, request, access)
    const param = (name: string) => params[name] ?? ''
    if (access !== 'any-credential') {
      const held = parseScopes(caller.scopes)
      needsScope(core.db, core.version, held, access.anyOf, aimOf(access.about, param))
    }
    const seen =
      access === 'any-credential' ? [...caller.scopes, ...identifyScopes(caller.principal)] : caller.scopes
    const { searchParams: query } = new URL(request.url)
    return handle({
      request,
      query,
      caller,
      sight: sightOf(core.db, seen),
      param,
      body: () => readJson(request),
    })
  })
}

/** An endpoint that asks for nothing. Faults, latency, revalidation and errors are dealt with here for all. */
export function publicEndpoint(
  core: Core,
  method: Method | 'ANY',
  path: string,
  handle: (request: Request, params: Readonly<Record<string, string>>) => Response | Promise<Response>,
): Endpoint {
  const resolve = async ({ request, params }: { request: Request; params: MswParams }) => {
    const fault = answerFault(core, request)
    if (fault) return fault
    await slowness(core, request)
    const { min, max } = core.latency
    if (max > 0) await elapsed(core.clock, min + core.random() * (max - min))
    try {
      const response = await handle(request, strings(params))
      return stamped(await revalidated(request, response), core.version)
    } catch (error) {
      return stamped(errorResponse(core, error), core.version)
    }
  }
  return { path, handler: register(method)(`*/hub/api${path}`, resolve) }
}

type MswParams = Record<string, string | readonly string[] | undefined>

function register(method: Method | 'ANY') {
  switch (method) {
    case 'GET':
      return http.get
    case 'POST':
      return http.post
    case 'PUT':
      return http.put
    case 'PATCH':
      return http.patch
    case 'DELETE':
      return http.delete
    case 'ANY':
      return http.all
  }
}

function aimOf(kind: Aim['kind'], param: (name: string) => string): Aim {
  switch (kind) {
    case 'user':
      return { kind, user: param('user') }
    case 'server':
      return { kind, user: param('user'), server: param('server') }
    case 'group':
      return { kind, group: param('group') }
    case 'service':
      return { kind, service: param('service') }
    default:
      return { kind }
  }
}

/** A request from a page (`Origin`) is told about XSRF, even when the cause is a bad token; 3.x lists scopes instead. */
function withoutCredentials(core: Core, request: Request, access: Access): Refusal {
  if (isSince(core.version, '4.0') && request.headers.has('origin')) {
    return new Refusal(403, `'_xsrf' argument missing from ${request.method}`)
  }
  if (access === 'any-credential') return new Refusal(403)
  return isSince(core.version, '4.0')
    ? new Refusal(403, 'Missing or invalid credentials.')
    : missingScope(access.anyOf)
}

function errorResponse(core: Core, error: unknown): Response {
  if (!(error instanceof Refusal)) throw error
  const response = json({ status: error.status, message: refusalMessage(error, core.version) }, error.status)
  for (const [name, value] of Object.entries(error.headers)) response.headers.set(name, value)
  return response
}

async function readJson(request: Request): Promise<unknown> {
  const text = await request.text()
  if (text.trim() === '') return null
  try {
    return JSON.parse(text)
  } catch {
    throw new Refusal(400, 'Invalid JSON in body of request')
  }
}

function strings(params: MswParams): Record<string, string> {
  return Object.fromEntries(
    Object.entries(params).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
  )
}
