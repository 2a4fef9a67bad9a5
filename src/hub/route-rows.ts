import type { Route } from './wire/route.ts'
import type { Server } from './wire/server.ts'
import type { Service } from './wire/service.ts'
import type { User } from './wire/user.ts'

/**
 * `ok`; `missing`: something ready has no route; `stale`: its server or service is not there; `changing`: its server is
 * starting or stopping; `unjudged`: the token sees too little to tell.
 */
export type RouteState = 'ok' | 'missing' | 'stale' | 'changing' | 'unjudged'

export type RouteOwner =
  | { kind: 'server'; user: string; server: string }
  | { kind: 'service'; service: string }
  | { kind: 'hub' }
  /** From `Proxy.extra_routes`, or another hub-made route that names nobody. */
  | { kind: 'configured' }

export interface RouteRow {
  /** The routespec; of a missing route the one it should have. */
  spec: string
  /** Undefined for a missing route. */
  target: string | undefined
  owner: RouteOwner
  state: RouteState
  lastActivity: string | undefined
}

/** A server with whose it is. */
interface OwnedServer {
  user: Pick<User, 'name'>
  server: Server
}

export interface RouteView {
  routes: readonly Route[]
  /** Servers that are not stopped; undefined when they are not known. */
  servers: readonly OwnedServer[] | undefined
  /** The token sees every server of the hub, so one that is not among them does not run. */
  allServers: boolean
  services: readonly Service[] | undefined
  allServices: boolean
}

/** The proxy's table joined with what should be in it: one row per route, and one per route that is missing. */
export function routeRows(view: RouteView): RouteRow[] {
  const servers = new Map(view.servers?.map((owned) => [specOfUrl(owned.server.url), owned]))
  const services = new Map(view.services?.map((service) => [service.name, service]))
  const rows = view.routes.map((route) => rowOf(route, view, servers, services))
  return [...rows, ...missingServers(view), ...missingServices(view)]
}

/**
 * The route of a user's server: by its path, else by the names the hub gave it. A user who was renamed with a server
 * running keeps the old path and names until it stops.
 */
export function findRoute(routes: readonly Route[], user: string, server: Server): Route | undefined {
  const spec = specOfUrl(server.url)
  return (
    routes.find((route) => specKey(route.routespec) === spec) ??
    routes.find(({ data }) => data.user === user && (data.server_name ?? '') === server.name)
  )
}

/** What Re-check changed, by routespec. */
export function compareRoutes(before: readonly Route[], after: readonly Route[]) {
  const targets = (routes: readonly Route[]) =>
    new Map(routes.map((route) => [route.routespec, route.target]))
  const [old, now] = [targets(before), targets(after)]
  return {
    added: [...now.keys()].filter((spec) => !old.has(spec)),
    removed: [...old.keys()].filter((spec) => !now.has(spec)),
    changed: [...now]
      .filter(([spec, target]) => old.has(spec) && old.get(spec) !== target)
      .map(([spec]) => spec),
  }
}

function rowOf(
  route: Route,
  view: RouteView,
  servers: ReadonlyMap<string, OwnedServer>,
  services: ReadonlyMap<string, Service>,
): RouteRow {
  const { data } = route
  const row = {
    spec: route.routespec,
    target: route.target,
    lastActivity: data.last_activity ?? undefined,
  }
  if (data.user !== undefined) {
    const server = data.server_name ?? ''
    const owned =
      servers.get(specKey(route.routespec)) ??
      view.servers?.find((other) => other.user.name === data.user && other.server.name === server)
    const state = owned ? serverRouteState(owned.server) : missingOwner(view.servers, view.allServers)
    // The model's name where it is known: the route keeps the name from before a rename.
    const user = owned?.user.name ?? data.user
    return { ...row, owner: { kind: 'server', user, server }, state }
  }
  if (data.service !== undefined) {
    const known = services.get(data.service)
    const state = known ? 'ok' : missingOwner(view.services, view.allServices)
    return { ...row, owner: { kind: 'service', service: data.service }, state }
  }
  return { ...row, owner: { kind: data.hub ? 'hub' : 'configured' }, state: 'ok' }
}

function serverRouteState(server: Server): RouteState {
  if (server.pending !== null) return 'changing'
  return server.ready ? 'ok' : 'stale'
}

function missingOwner(known: readonly unknown[] | undefined, all: boolean): RouteState {
  return known && all ? 'stale' : 'unjudged'
}

function missingServers({ routes, servers = [] }: RouteView): RouteRow[] {
  const specs = new Set(routes.map((route) => specKey(route.routespec)))
  const names = new Set(routes.map(({ data }) => JSON.stringify([data.user, data.server_name ?? ''])))
  return servers
    .filter(({ server }) => server.ready && server.pending === null)
    .filter(({ server }) => !specs.has(specOfUrl(server.url)))
    .filter(({ user, server }) => !names.has(JSON.stringify([user.name, server.name])))
    .map(({ user, server }) => ({
      spec: specOfUrl(server.url),
      target: undefined,
      owner: { kind: 'server', user: user.name, server: server.name },
      state: 'missing',
      lastActivity: undefined,
    }))
}

/** Only services with a `url` are behind the proxy; a token without `read:services` does not see which have one. */
function missingServices({ routes, services = [] }: RouteView): RouteRow[] {
  const routed = new Set(routes.map(({ data }) => data.service))
  return services
    .filter((service) => service.url && !routed.has(service.name))
    .map((service) => ({
      spec: service.prefix ?? `/services/${service.name}/`,
      target: undefined,
      owner: { kind: 'service', service: service.name },
      state: 'missing',
      lastActivity: undefined,
    }))
}

/**
 * A routespec as two may be compared: host in small letters without port, path decoded, with a slash at its end. The hub
 * and its proxies do not escape alike.
 */
export function specKey(routespec: string): string {
  const slash = routespec.indexOf('/')
  const host = slash < 0 ? routespec : routespec.slice(0, slash)
  const path = slash < 0 ? '/' : routespec.slice(slash)
  return `${host.replace(/:\d+$/, '').toLowerCase()}${decoded(path.endsWith('/') ? path : `${path}/`)}`
}

/** The comparable routespec of a server's `url`: a path, or in subdomain mode an absolute URL. */
export function specOfUrl(url: string): string {
  return specKey(url.replace(/^[a-z][a-z0-9+.-]*:\/\//i, ''))
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}
