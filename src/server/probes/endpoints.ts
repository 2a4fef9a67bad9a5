import type { Hono } from 'hono'
import * as z from 'zod/mini'
import { hostWithPort } from '#diagnosis/doctor/site.ts'
import { parseJson } from '#hub/json.ts'
import { answeredByHeader, servicePaths } from '../contract.ts'
import type { Csrf } from '../csrf.ts'
import type { ConnectionInfo, Deps } from '../deps.ts'
import { echoOf } from '../echo.ts'
import type { Hub } from '../hub.ts'
import { createRateLimit } from '../rate-limit.ts'
import { refuse } from '../refusal.ts'
import { readBody } from '../request-body.ts'
import type { Session } from '../session.ts'
import { answerEcho } from './echoes.ts'
import { createInside, type InsideView } from './inside.ts'
import { createProof } from './proof.ts'
import { testStream } from './stream.ts'
import type { Visit } from './targets.ts'
import { sendersSchema } from './visitors.ts'

type App = Hono<{ Bindings: { info: ConnectionInfo | undefined } }>

interface Parts {
  deps: Deps
  hub: Hub
  csrf: Csrf
  /** The raw path below the prefix, with its first slash. */
  pathOf: (request: Request) => string
  withSession: (
    request: Request,
    answer: (session: Session) => Response | Promise<Response>,
  ) => Promise<Response>
}

const noStore = { 'Cache-Control': 'no-store', [answeredByHeader]: 'service' }

/** Each look around is some twenty requests. */
const looksPerMinute = 12
/** One is two requests, and a list of routes. */
const targetsPerMinute = 60

const targetQuestionSchema = z.object({ spec: z.string() })
const largestQuestion = 8192

/** What the connection doctor asks of the service. What begins with `api/probe` needs a login; the others tell nothing but what came. */
export function addProbes(app: App, { deps, hub, csrf, pathOf, withSession }: Parts): void {
  const { config, hubFetch, clock, handshakes, place } = deps
  const proof = createProof(config.secret)
  const mayLook = createRateLimit(looksPerMinute, 60_000, clock)
  const mayAskVisitors = createRateLimit(looksPerMinute, 60_000, clock)
  const mayAskTarget = createRateLimit(targetsPerMinute, 60_000, clock)
  const inside = place && createInside({ config, hub, hubFetch, place, proof, clock })
  const echo = ({ req, env }: { req: { raw: Request }; env: { info: ConnectionInfo | undefined } }) =>
    answerEcho(req.raw, pathOf(req.raw).slice(1), { info: env.info, address: place?.address, now: clock() })

  app.all(`/${servicePaths.echo}`, echo)
  app.all(`/${servicePaths.echo}/*`, echo)
  app.get(`/${servicePaths.stream}`, () => testStream(clock, deps.stopping))
  app.get(`/${servicePaths.socket}`, ({ req, env }) => {
    if (!handshakes) return refuse(501, 'unknown-operation', 'There are no WebSockets here.')
    // Whatever comes this way was no request for a socket any more.
    const seen = echoOf(req.raw, env.info, clock())
    handshakes.note(new URL(req.url).searchParams.get('id') ?? '', seen)
    return Response.json(seen, { status: 426, headers: { ...noStore, Upgrade: 'websocket' } })
  })
  app.get(`/${servicePaths.handshake}`, ({ req }) => {
    const seen = handshakes?.find(new URL(req.url).searchParams.get('id') ?? '')
    if (!seen) return refuse(404, 'unknown-operation', 'No request for this WebSocket arrived here.')
    return Response.json(seen, { headers: noStore })
  })
  app.get(`/${servicePaths.proof}`, async ({ req }) => {
    const answer = await proof.answer(new URL(req.url).searchParams.get('nonce') ?? '')
    return answer
      ? Response.json(answer, { headers: noStore })
      : refuse(400, 'bad-request', 'The nonce must be a UUID.')
  })
  /** All looks around need a login, the CSRF token, and patience. */
  const look = (
    request: Request,
    mayLook: (key: string) => number,
    answer: (session: Session, inside: InsideView, visit: Visit) => Promise<Response>,
  ) =>
    withSession(request, async (session) => {
      const objection = await csrf.objection(request, session.id)
      if (objection) return refuse(403, 'csrf', objection)
      if (!inside) return refuse(501, 'unknown-operation', 'This service cannot look around.')
      const wait = mayLook(session.id)
      if (wait > 0) {
        const message = `The service looked around often in one minute. It can again in ${wait} s.`
        return refuse(429, 'too-many', message, { 'Retry-After': String(wait) })
      }
      return answer(session, inside, visitOf(request))
    })

  app.post(`/${servicePaths.probe}`, ({ req }) =>
    look(req.raw, mayLook, async (session, inside, visit) =>
      Response.json(await inside.lookAround(session, visit, req.raw.signal), { headers: noStore }),
    ),
  )
  app.post(`/${servicePaths.probeTarget}`, ({ req }) =>
    look(req.raw, mayAskTarget, async (session, inside, visit) => {
      const body = await readBody(req.raw, largestQuestion)
      if (body === 'too-large') return refuse(413, 'too-large', 'A routespec is shorter than that.')
      const sent = targetQuestionSchema.safeParse(parseJson(new TextDecoder().decode(body)))
      if (!sent.success) return refuse(400, 'bad-request', 'The body must be {"spec": "a routespec"}.')
      const target = await inside.lookAtTarget(session, sent.data.spec, visit, req.raw.signal)
      if (target === 'hidden')
        return refuse(403, 'unknown-operation', 'The hub does not show the proxy’s routes to this login.')
      if (target === 'none')
        return refuse(404, 'unknown-operation', 'The proxy has no such route that can be asked.')
      return Response.json(target, { headers: noStore })
    }),
  )
  app.post(`/${servicePaths.probeVisitors}`, ({ req }) =>
    look(req.raw, mayAskVisitors, async (_, inside) => {
      const body = await readBody(req.raw, largestQuestion)
      if (body === 'too-large') return refuse(413, 'too-large', 'Addresses are shorter than that.')
      const sent = sendersSchema.safeParse(parseJson(new TextDecoder().decode(body)))
      if (!sent.success)
        return refuse(400, 'bad-request', 'The body must be {"senders": [{"x-real-ip": "an address"}]}.')
      return Response.json(await inside.askAsSenders(sent.data, req.raw.signal), { headers: noStore })
    }),
  )
}

/** The CSRF token is bound to Origin, so it is that of the page that logged in. */
function visitOf({ headers }: Request): Visit {
  const origin = headers.get('Origin') ?? ''
  const { host, protocol } = new URL(origin)
  const arrived = headers.get('Host')
  const isMoved = arrived !== null && hostWithPort(arrived, protocol) !== hostWithPort(host, protocol)
  return { origin, isMoved }
}
