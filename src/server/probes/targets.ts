import { type Asker, askOnce, type Question } from '#diagnosis/doctor/ask/ask.ts'
import { isDistrusted, isMisnamed } from '#diagnosis/doctor/distrust.ts'
import type { Inside, RouteTarget } from '#diagnosis/doctor/results.ts'
import { routeUrl } from '#diagnosis/doctor/route-host.ts'
import { type Route, routesSchema } from '#hub/wire/route.ts'
import type { Hub } from '../hub.ts'
import { HubSilence } from '../hub.ts'
import type { Session } from '../session.ts'

/** Targets that one examination asks: servers first. */
const mostServers = 8
const mostServices = 4
const limit = 5_000
/** A loop on a busy machine takes its time until the headers are too large. */
const limitOfLoops = 20_000

/**
 * Three quarters of the headers that configurable-http-proxy takes, so that a loop ends after some hundred passes. Both
 * questions carry them: what is too large for the target itself says nothing of loops.
 */
const headers = { 'X-Hubscope-Padding': 'x'.repeat(6_000), 'X-Hubscope-More': 'x'.repeat(6_000) }

/** The page that asks. `isMoved`: the Host of its request did not name it when it arrived. */
export interface Visit {
  origin: string
  isMoved: boolean
}

/** Asks with another Host than that of the address, or accepts a certificate of any authority: targets get nothing secret. */
export type AskerAs = (host: string | undefined, insecure?: 'authority') => Asker

/**
 * What stands at the ends of the first few routes: each target with its own Host, and those where it matters also with the
 * public one, which the proxy hands on, and by which it asks for certificates, or as a page that Host does not name. Only
 * targets in the hub's own table; undefined when the visitor may not read it.
 */
export async function askTargets(
  hub: Hub,
  session: Session,
  visit: Visit,
  askerAs: AskerAs,
  timeout: number,
): Promise<Required<Pick<Inside, 'targets' | 'routed'>> | undefined> {
  const routes = await readRoutes(hub, session, askerAs(undefined).signal, timeout)
  if (!routes) return undefined
  const askable = routes.filter(isAskable)
  const servers = askable.filter(({ data }) => data.user !== undefined)
  const services = askable.filter(({ data }) => data.service !== undefined)
  const chosen = [...servers.slice(0, mostServers), ...services.slice(0, mostServices)]
  return {
    targets: await Promise.all(chosen.map((route) => askTarget(route, visit, askerAs))),
    routed: { servers: servers.length, services: services.length },
  }
}

/**
 * What stands at the end of one route. `hidden`: the visitor may not read the routes, or the hub does not answer; `none`:
 * it is not in the hub's own table, or leads to nothing that can be asked.
 */
export async function askOneTarget(
  hub: Hub,
  session: Session,
  spec: string,
  visit: Visit,
  askerAs: AskerAs,
  timeout: number,
): Promise<RouteTarget | 'hidden' | 'none'> {
  const routes = await readRoutes(hub, session, askerAs(undefined).signal, timeout)
  if (!routes) return 'hidden'
  const route = routes.find(({ routespec }) => routespec === spec)
  return route && isAskable(route) ? askTarget(route, visit, askerAs) : 'none'
}

function isAskable({ target }: Route): boolean {
  return URL.canParse(target) && /^https?:/.test(target)
}

async function readRoutes(
  hub: Hub,
  session: Session,
  signal: AbortSignal,
  timeout: number,
): Promise<Route[] | undefined> {
  try {
    const { response, answeredBy } = await hub.ask({
      method: 'GET',
      path: '/proxy',
      token: session.token,
      signal,
      timeout,
    })
    const body: unknown = await response.json().catch(() => undefined)
    const parsed = answeredBy === 'hub' && response.ok ? routesSchema.safeParse(body) : undefined
    return parsed?.success ? Object.values(parsed.data) : undefined
  } catch (error) {
    if (error instanceof HubSilence) return undefined
    throw error
  }
}

async function askTarget(
  { routespec, target, data }: Route,
  visit: Visit,
  askerAs: AskerAs,
): Promise<RouteTarget> {
  const isServer = data.user !== undefined
  const path = routespec.startsWith('/') ? routespec : routespec.slice(routespec.indexOf('/'))
  const { origin, protocol } = new URL(target)
  // `api` is the one address that a user's server answers without a login.
  const url = `${origin}${path}${isServer ? 'api' : ''}`
  const question = isServer ? { headers } : {}
  const page = routeUrl(routespec, new URL(visit.origin))
  const [own, asPublic] = await Promise.all([
    askOwn(url, question, askerAs),
    isServer || protocol === 'https:'
      ? askOnce(askerAs(page.host, 'authority'), url, question, limitOfLoops)
      : undefined,
  ])
  const answer = isServer && own.own.answer?.status === 200 ? own.own.answer : undefined
  const isTold = answer && (visit.isMoved || 'access-control-allow-origin' in answer.headers)
  const headersOfPage = { ...headers, Origin: page.origin }
  const fromPage = isTold
    ? await askOnce(askerAs(undefined, 'authority'), url, { headers: headersOfPage }, limit)
    : undefined
  return {
    spec: routespec,
    target: origin,
    owner: isServer ? 'server' : 'service',
    name: isServer ? `${data.user}/${data.server_name ?? ''}`.replace(/\/$/, '') : (data.service ?? ''),
    ...own,
    ...(asPublic ? { asPublic } : {}),
    ...(fromPage ? { fromPage } : {}),
  }
}

/** With the target's own Host. A certificate that is not trusted here says nothing of what the proxy trusts. */
async function askOwn(
  url: string,
  question: Question,
  askerAs: AskerAs,
): Promise<Pick<RouteTarget, 'own' | 'distrust'>> {
  const own = await askOnce(askerAs(undefined), url, question, limit)
  if (!isDistrusted(own) || isMisnamed(own)) return { own }
  return {
    own: await askOnce(askerAs(undefined, 'authority'), url, question, limit),
    ...(own.reason === undefined ? {} : { distrust: own.reason }),
  }
}
