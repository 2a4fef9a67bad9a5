import { Hono } from 'hono'
import { arrivalValue } from './arrival.ts'
import { answeredByHeader, arrivalHeader, servicePaths } from './contract.ts'
import { createCsrf } from './csrf.ts'
import type { ConnectionInfo, Deps } from './deps.ts'
import { echoOf } from './echo.ts'
import { createTokenCheck } from './expiry.ts'
import { secure } from './headers.ts'
import { createHub } from './hub.ts'
import { createIdentity } from './identity.ts'
import { reasonOf } from './log.ts'
import { nextPath } from './next-path.ts'
import { noticeStyle } from './notice.ts'
import { createPage } from './page.ts'
import { addProbes } from './probes/endpoints.ts'
import { createProgress, watchTimings } from './progress.ts'
import { refuse, refuseNoSession } from './refusal.ts'
import { createRelay } from './relay.ts'
import type { Session } from './session.ts'
import { createTokenReport } from './token-check.ts'

export type Service = (request: Request, info?: ConnectionInfo) => Promise<Response>

const noStore = { 'Cache-Control': 'no-store', [answeredByHeader]: 'service' }

/**
 * The whole service as a function from request to response; it owns no sockets and uses web standards only. Paths are
 * matched as they stand in the URL, never decoded: a name may hold an encoded slash.
 */
export function createService(deps: Deps): Service {
  const { config, sessions, clock, log } = deps
  const hub = createHub(config, deps.hubFetch, clock, log)
  const csrf = createCsrf(config.secret)
  const tokenState = createTokenCheck(hub, clock, config.timeouts.normal)
  const relay = createRelay(config, hub, csrf, tokenState)
  const progress = createProgress({ hub, clock, log, stopping: deps.stopping, timings: watchTimings })
  const identity = createIdentity(config, hub, csrf, sessions)
  const tokenReport = createTokenReport(config, hub, csrf, clock)
  const page = createPage(deps)

  const withSession = async (
    request: Request,
    answer: (session: Session) => Response | Promise<Response>,
  ): Promise<Response> => {
    const session = await sessions.find(request)
    if (session === 'none') return refuseNoSession()
    if (session === 'unreadable') return refuse(401, 'expired', 'Your login to Hubscope has ended.')
    return answer(session)
  }

  const pathOf = (request: Request): string => new URL(request.url).pathname.slice(config.prefix.length - 1)
  const app = new Hono<{ Bindings: { info: ConnectionInfo | undefined } }>({ getPath: pathOf })

  app.get(`/${servicePaths.health}`, () =>
    Response.json({ status: 'ok', version: config.version }, { headers: noStore }),
  )
  addProbes(app, { deps, hub, csrf, pathOf, withSession })
  app.get(`/${servicePaths.session}`, ({ req }) => identity(req.raw))
  app.get(`/${servicePaths.progress}`, ({ req }) =>
    withSession(req.raw, (session) => progress(req.raw, session)),
  )
  app.get(`/${servicePaths.login}`, ({ req }) => {
    const next = new URL(req.url).searchParams.get('next')
    return deps.login?.begin(req.raw, next) ?? redirect(nextPath(next, config.prefix))
  })
  app.post(`/${servicePaths.logout}`, async ({ req }) => {
    const session = await sessions.find(req.raw)
    const objection = typeof session === 'string' ? undefined : await csrf.objection(req.raw, session.id)
    if (objection) return refuse(403, 'csrf', objection)
    // The token is forgotten, not revoked: deleting one OAuth token at the hub deletes all of this client's.
    return new Response(null, { status: 204, headers: { ...noStore, 'Set-Cookie': sessions.end(req.raw) } })
  })
  app.post(`/${servicePaths.tokenCheck}`, ({ req }) =>
    withSession(req.raw, (session) => tokenReport(req.raw, session)),
  )
  app.get(`/${servicePaths.callback}`, ({ req }) => deps.login?.finish(req.raw) ?? redirect(config.prefix))
  app.get(
    '/notice.css',
    () => new Response(noticeStyle, { headers: { 'Content-Type': 'text/css; charset=utf-8' } }),
  )

  app.all(`/${servicePaths.relay}/*`, ({ req }) =>
    withSession(req.raw, (session) => {
      const path = pathOf(req.raw).slice(servicePaths.relay.length + 1)
      return relay(req.raw, path, session)
    }),
  )
  app.all('/api/*', ({ req }) => {
    const path = pathOf(req.raw).slice(1)
    if (!Object.values<string>(servicePaths).includes(path)) {
      return refuse(404, 'unknown-operation', 'The service has no such endpoint.')
    }
    const { logout, tokenCheck, probe, probeTarget, probeVisitors } = servicePaths
    const posts: string[] = [logout, tokenCheck, probe, probeTarget, probeVisitors]
    const Allow = posts.includes(path) ? 'POST' : 'GET, HEAD'
    return refuse(405, 'method', `This endpoint does not take ${req.method}.`, { Allow })
  })
  app.all('*', ({ req }) => page(req.raw, pathOf(req.raw).slice(1)))

  app.onError((error, { req }) => {
    if (req.raw.signal.aborted) return new Response(null, { status: 499 })
    log('error', `${req.method} ${pathOf(req.raw)} failed: ${reasonOf(error)}`)
    return refuse(500, 'internal', 'Hubscope failed to answer; its log says why.')
  })

  return async (request, info) => {
    const { pathname, search } = new URL(request.url)
    const arrivedAt = clock()
    let response: Response
    if (pathname.startsWith(config.prefix)) response = await app.fetch(request, { info })
    else if (`${pathname}/` === config.prefix) response = redirect(config.prefix + search)
    else response = refuse(404, 'unknown-operation', `Hubscope is at ${config.prefix}.`)
    secure(response.headers)
    if (tellsArrival(pathname.slice(config.prefix.length))) {
      const arrival = arrivalValue(echoOf(request, info, arrivedAt))
      if (arrival !== undefined) response.headers.set(arrivalHeader, arrival)
    }
    return response
  }
}

/** What the page records: each answer says how its request arrived. */
function tellsArrival(path: string): boolean {
  return (
    path === servicePaths.session ||
    path === servicePaths.progress ||
    path.startsWith(`${servicePaths.relay}/`)
  )
}

function redirect(location: string): Response {
  return new Response(null, { status: 302, headers: { Location: location, 'Cache-Control': 'no-store' } })
}
