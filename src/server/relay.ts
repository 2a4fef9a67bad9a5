import { isKnownPath, matchOperation, methodsOf } from '#hub/paths.ts'
import { answeredByHeader, upstreamTimeHeader } from './contract.ts'
import type { ServiceConfig } from './config.ts'
import type { Csrf } from './csrf.ts'
import type { TokenCheck } from './expiry.ts'
import { foreignPolicy } from './headers.ts'
import { type Hub, type HubAnswer, hubMessage, HubSilence } from './hub.ts'
import { refuse, refuseSilence } from './refusal.ts'
import { readBody } from './request-body.ts'
import type { Session } from './session.ts'

const toHub = ['Accept', 'Content-Type', 'If-None-Match']
const toBrowser = ['Content-Type', 'ETag', 'Retry-After', 'Allow', 'X-JupyterHub-Version']
const largestBody = 1024 * 1024
const slowOperations = new Set<string>(['startServer', 'stopServer', 'createUsers', 'deleteUser'])

/** Answers a request for the hub's API; `path` is the raw path under `/hub/api`. */
export type Relay = (request: Request, path: string, session: Session) => Promise<Response>

/**
 * Passes known operations on to the hub with the visitor's token and no cookie: method, query, body, status, ETag,
 * `Retry-After`, the answer as it streams in, and the visitor's leaving. Everything else is refused here.
 */
export function createRelay(config: ServiceConfig, hub: Hub, csrf: Csrf, tokenState: TokenCheck): Relay {
  return async (request, path, session) => {
    const match = matchOperation(request.method, path)
    if (!match) return refuseUnknown(request.method, path)
    if (request.method !== 'GET') {
      const objection = await csrf.objection(request, session.id)
      if (objection) return refuse(403, 'csrf', objection)
    }
    // Read to its end first: it is small, and the hub never sees the half of a body that turns out too large.
    const body = await readBody(request, largestBody)
    if (body === 'too-large') return refuse(413, 'too-large', 'The body is larger than 1 MiB.')

    const { normal, slow } = config.timeouts
    try {
      const answer = await hub.ask({
        method: request.method,
        path: path + new URL(request.url).search,
        token: session.token,
        headers: pick(request.headers, toHub),
        body,
        signal: request.signal,
        timeout: slowOperations.has(match.id) ? slow : normal,
        stream: match.operation.stream === true,
      })
      if (answer.response.status !== 403 || answer.answeredBy !== 'hub')
        return pass(answer, answer.response.body)
      const text = await answer.response.text()
      const refused = match.id === 'whoAmI' || (await tokenState(session, request.signal)) === 'refused'
      return refused ? refuse(401, 'expired', expiredMessage(text)) : pass(answer, text)
    } catch (error) {
      if (error instanceof HubSilence) return refuseSilence(error.message, error.timedOut)
      throw error
    }
  }
}

function refuseUnknown(method: string, path: string): Response {
  if (!isKnownPath(path)) {
    return refuse(404, 'unknown-operation', 'Hubscope does not pass on this path of the hub’s API.')
  }
  const methods: string[] = methodsOf(path)
  if (methods.includes(method)) {
    return refuse(400, 'bad-request', 'A name in this path is not percent-encoded as UTF-8.')
  }
  return refuse(405, 'method', `Hubscope does not pass on ${method} for this path of the hub’s API.`, {
    Allow: methods.join(', '),
  })
}

function pass({ response, answeredBy, ms }: HubAnswer, body: BodyInit | null): Response {
  const headers = new Headers(pick(response.headers, toBrowser))
  headers.set(answeredByHeader, answeredBy)
  headers.set(upstreamTimeHeader, String(ms))
  headers.set('Content-Security-Policy', foreignPolicy)
  if (response.headers.get('Content-Type')?.startsWith('text/event-stream')) {
    headers.set('Cache-Control', 'no-cache, no-transform')
    headers.set('X-Accel-Buffering', 'no')
  } else if (headers.has('ETag')) {
    // Kept by the browser, but asked about each time: the hub's 304 then saves the body.
    headers.set('Cache-Control', 'private, no-cache')
    headers.set('Vary', 'Accept, Cookie')
  } else {
    headers.set('Cache-Control', 'no-store')
  }
  const bodiless = response.status === 204 || response.status === 205 || response.status === 304
  return new Response(bodiless ? null : body, { status: response.status, headers })
}

function pick(from: Headers, names: readonly string[]): Record<string, string> {
  const picked: Record<string, string> = {}
  for (const name of names) {
    const value = from.get(name)
    if (value !== null) picked[name] = value
  }
  return picked
}

/** The hub's own words, for whoever wants to know what exactly it said. */
function expiredMessage(text: string): string {
  const own = hubMessage(text)
  const message = 'The hub no longer accepts this login: it has expired or was revoked.'
  return own ? `${message} The hub’s answer was: ${own}` : message
}
