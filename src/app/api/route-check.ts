import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { driftOf, type Reach, reachOf, settledRows } from '#diagnosis/doctor/drift.ts'
import type { Drift } from '#diagnosis/doctor/results.ts'
import { compareRoutes, type RouteView } from '#hub/route-rows.ts'
import { currentAction, newAction, within } from './action.ts'
import { usePermissions } from './permissions.ts'
import { checkRoutes, routesKey, routesQuery, servicesQuery } from './routes.ts'
import { activeServersQuery } from './servers.ts'

/** What was known lately is good enough to join with; a difference is looked at again before it is shown. */
const recent = 10_000

/**
 * The routes judged against servers and services. What looks wrong is read once more, and not from what is known already.
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
      return settledRows((again) => read(again ? 0 : recent))
    },
    refetchInterval: 30_000,
  })
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
