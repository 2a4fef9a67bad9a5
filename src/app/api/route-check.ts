import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Drift } from '#diagnosis/doctor/results.ts'
import { currentAction, newAction, within } from './action.ts'
import { type Permissions, usePermissions } from './permissions.ts'
import { compareRoutes, type RouteRow, routeRows, type RouteView } from './route-rows.ts'
import { checkRoutes, routesKey, routesQuery, servicesQuery } from './routes.ts'
import { activeServersQuery } from './servers.ts'

/** What a token may see beside the routes, and so how far they can be judged. */
interface Reach {
  servers: boolean
  allServers: boolean
  services: boolean
  allServices: boolean
}

/** What was known lately is good enough to join with; a difference is looked at again before it is shown. */
const recent = 10_000

function reachOf({ held, may }: Permissions): Reach {
  return {
    servers: held.has('read:servers') && may('listUsers').verdict !== 'denied',
    allServers: held.get('read:servers') === 'all' && held.get('list:users') === 'all',
    services: held.has('read:services') && may('listServices').verdict !== 'denied',
    allServices: held.get('read:services') === 'all' && held.get('list:services') === 'all',
  }
}

/**
 * The routes judged against servers and services. Routes and servers are read one after the other, so a spawn in between
 * looks like a fault: what looks wrong is read once more before it counts.
 */
function routeCheckQuery(reach: Reach) {
  return queryOptions({
    queryKey: [...routesKey, 'check', reach],
    queryFn: async ({ client }) => {
      const action = currentAction()
      const read = async (staleTime: number): Promise<RouteView> => {
        const servers = reach.servers
          ? await within(action, () => client.fetchQuery({ ...activeServersQuery, staleTime })).catch(
              () => undefined,
            )
          : undefined
        const services = reach.services
          ? await within(action, () => client.fetchQuery({ ...servicesQuery, staleTime })).catch(
              () => undefined,
            )
          : undefined
        const routes = await within(action, () => client.fetchQuery({ ...routesQuery, staleTime: 0 }))
        return {
          routes: Object.values(routes),
          servers: servers && !servers.hidden ? servers.servers : undefined,
          allServers: reach.allServers,
          services: services && Object.values(services),
          allServices: reach.allServices,
        }
      }
      const first = routeRows(await read(recent))
      if (!first.some(isWrong)) return first
      const wrong = new Set(first.filter(isWrong).map(idOf))
      const second = routeRows(await read(0))
      return second.flatMap((row) => (isWrong(row) && !wrong.has(idOf(row)) ? doubted(row) : row))
    },
    refetchInterval: 30_000,
  })
}

/** Wrong only at the second look: that may be a spawn again, and the next look tells. */
function doubted(row: RouteRow): RouteRow[] {
  return row.state === 'missing' ? [] : [{ ...row, state: 'changing' }]
}

/** A row that Re-check would change. */
export function isWrong(row: RouteRow): boolean {
  return row.state === 'missing' || row.state === 'stale'
}

/** What of the table is not as it should be, as the doctor and a support bundle hold it. */
export function driftOf(rows: readonly RouteRow[]): Drift {
  return {
    ok: rows.filter(({ state }) => state === 'ok').length,
    wrong: rows
      .filter(isWrong)
      .map(({ spec, state, target }) => ({ spec, state, ...(target === undefined ? {} : { target }) })),
  }
}

/** Looks at the routes now, for the doctor; undefined where the token may not see them or the hub does not answer. */
export function useReadDrift(): () => Promise<Drift | undefined> {
  const permissions = usePermissions()
  const client = useQueryClient()
  return async () => {
    if (permissions.may('listRoutes').verdict !== 'allowed') return undefined
    const query = { ...routeCheckQuery(reachOf(permissions)), staleTime: 0 }
    return client.fetchQuery(query).then(driftOf, () => undefined)
  }
}

/** Names a row for good: the same fault twice is the same row. */
export function idOf(row: RouteRow): string {
  return `${row.state === 'missing' ? 'missing ' : ''}${row.spec}`
}

/** The joined routes; asked for only where the token may see routes at all. `every`: ms between two looks. */
export function useRouteCheck(every = 30_000) {
  const permissions = usePermissions()
  return useQuery({
    ...routeCheckQuery(reachOf(permissions)),
    refetchInterval: every,
    enabled: permissions.may('listRoutes').verdict === 'allowed',
  })
}

/** Makes the hub repair the proxy's table, and tells what has changed. Fails with `HubFailure`. */
export function useRecheckRoutes() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async () => {
      const action = newAction('Re-check the routes')
      const read = () => within(action, () => client.fetchQuery({ ...routesQuery, staleTime: 0 }))
      try {
        const before = await read()
        await checkRoutes(action)
        return compareRoutes(Object.values(before), Object.values(await read()))
      } finally {
        await within(action, () => client.invalidateQueries({ queryKey: routesKey }))
      }
    },
  })
}
