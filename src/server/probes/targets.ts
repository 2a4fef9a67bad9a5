import { type Asker, askOnce } from '#diagnosis/doctor/ask/ask.ts'
import type { Inside, RouteTarget } from '#diagnosis/doctor/results.ts'
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

/** Asks with another Host than that of the address. */
export type AskerAs = (host: string | undefined) => Asker

/**
 * What stands at the ends of the first few routes: each target with its own Host, and a user's server also with the public
 * Host, which is what the proxy hands on. Only targets in the hub's own table; undefined when the visitor may not read it.
 */
export async function askTargets(
  hub: Hub,
  session: Session,
  publicHost: string,
  askerAs: AskerAs,
  timeout: number,
): Promise<Required<Pick<Inside, 'targets' | 'routed'>> | undefined> {
  const own = askerAs(undefined)
  const routes = await readRoutes(hub, session, own.signal, timeout)
  if (!routes) return undefined
  const askable = routes.filter(isAskable)
  const servers = askable.filter(({ data }) => data.user !== undefined)
  const services = askable.filter(({ data }) => data.service !== undefined)
  const chosen = [...servers.slice(0, mostServers), ...services.slice(0, mostServices)]
  return {
    targets: await Promise.all(chosen.map((route) => askTarget(route, own, askerAs(publicHost)))),
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
  publicHost: string,
  askerAs: AskerAs,
  timeout: number,
): Promise<RouteTarget | 'hidden' | 'none'> {
  const own = askerAs(undefined)
  const routes = await readRoutes(hub, session, own.signal, timeout)
  if (!routes) return 'hidden'
  const route = routes.find(({ routespec }) => routespec === spec)
  return route && isAskable(route) ? askTarget(route, own, askerAs(publicHost)) : 'none'
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
  own: Asker,
  asPublic: Asker,
): Promise<RouteTarget> {
  const isServer = data.user !== undefined
  const path = routespec.startsWith('/') ? routespec : routespec.slice(routespec.indexOf('/'))
  // `api` is the one address that a user's server answers without a login.
  const url = `${new URL(target).origin}${path}${isServer ? 'api' : ''}`
  const [first, second] = await Promise.all([
    askOnce(own, url, isServer ? { headers } : {}, limit),
    isServer ? askOnce(asPublic, url, { headers }, limitOfLoops) : undefined,
  ])
  return {
    spec: routespec,
    target: new URL(target).origin,
    owner: isServer ? 'server' : 'service',
    name: isServer ? `${data.user}/${data.server_name ?? ''}`.replace(/\/$/, '') : (data.service ?? ''),
    own: first,
    ...(second ? { asPublic: second } : {}),
  }
}
