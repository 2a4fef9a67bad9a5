import type { Clock } from './clock.ts'
import type { Database, RouteRow, ServerRow, UserRow } from './db.ts'
import { serverPath } from './urls.ts'

/** The proxy's routing table, as far as the hub made it. */
export interface ProxyTable {
  addServer(user: UserRow, server: ServerRow): void
  removeServer(user: UserRow, server: ServerRow): void
  addRoute(route: Omit<RouteRow, 'lastActivity'>): void
  /** Deletes a route behind the hub's back. */
  dropRoute(routespec: string): void
}

export function proxyTable(db: Database, clock: Clock, baseUrl: string): ProxyTable {
  const addRoute: ProxyTable['addRoute'] = (route) => {
    db.routes.set(route.routespec, { ...route, lastActivity: clock.now() })
  }
  return {
    addRoute,
    addServer(user, server) {
      if (server.target === null) return
      const routespec = serverPath(baseUrl, user.name, server.name)
      addRoute({ routespec, target: server.target, data: { user: user.name, server_name: server.name } })
    },
    removeServer: (user, server) => db.routes.delete(serverPath(baseUrl, user.name, server.name)),
    dropRoute: (routespec) => db.routes.delete(routespec),
  }
}

/**
 * What `POST /proxy` does: adds the routes of ready servers and of services that are missing, and drops those of
 * users' servers that are not there. `pending` routes are left alone. Source: `Proxy.check_routes`.
 */
export function checkRoutes(
  db: Database,
  table: ProxyTable,
  baseUrl: string,
  stateOf: (user: UserRow, server: ServerRow) => 'ready' | 'pending' | 'stopped',
): void {
  const good = new Set<string>()
  for (const user of db.users.values()) {
    for (const server of user.servers.values()) {
      const state = stateOf(user, server)
      if (state === 'stopped') continue
      const routespec = serverPath(baseUrl, user.name, server.name)
      good.add(routespec)
      if (state === 'ready' && db.routes.get(routespec)?.target !== server.target)
        table.addServer(user, server)
    }
  }
  for (const service of db.services.values()) {
    if (service.prefix === '') continue
    good.add(service.prefix)
    if (!db.routes.has(service.prefix)) {
      table.addRoute({ routespec: service.prefix, target: service.url, data: { service: service.name } })
    }
  }
  for (const [routespec, route] of db.routes) {
    if (!route.data.hub && !good.has(routespec)) db.routes.delete(routespec)
  }
}
