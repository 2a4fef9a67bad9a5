import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'
import { authorize } from '#hub/scopes/authorize.ts'
import { parseScopes } from '#hub/scopes/parse.ts'
import { doctor } from '../../doctor/doctor-store.ts'
import { ownRolesQuery } from '../own-roles.ts'
import { type Permissions, useOwnPermissions } from '../permissions.ts'
import { findRoute } from '#hub/route-rows.ts'
import { routesQuery } from '../routes.ts'
import { activeServersKey, type OwnedServer, serverState } from '../servers.ts'
import { userQuery } from '../users.ts'
import { askerOf } from './ask-servers.ts'
import { reaches, type ReachState, type ServerCheck } from './reach-store.ts'

export interface ReachChecks extends ReachState {
  /** Asks every one of them that is ready, one question each. */
  sweep: (servers: readonly OwnedServer[]) => void
  /** Asks one with all that can be looked at. */
  check: (owned: OwnedServer) => void
}

/** What is known of how servers answer their users, and ways to ask. */
export function useReach(): ReachChecks {
  const state = useSyncExternalStore(reaches.subscribe, reaches.snapshot)
  const permissions = useOwnPermissions()
  const client = useQueryClient()
  return {
    ...state,
    sweep: (servers) =>
      void reaches.sweep(servers.filter(isReady), quickAsker(permissions, client)).then(keepForBundle),
    check: (owned) => void reaches.check(owned, closeAsker(permissions, client)).then(keepForBundle),
  }
}

function keepForBundle(): void {
  doctor.keepReaches([...reaches.snapshot().checks.values()].map(({ reach }) => reach))
}

/** What is known of a server, unless it is of an earlier run of it, or of a state that is over. */
export function checkOf({ checks }: Pick<ReachState, 'checks'>, owned: OwnedServer): ServerCheck | undefined {
  const check = checks.get(owned.key)
  const isOver = check?.reach.ready === true && !isReady(owned)
  return !check || check.started !== owned.server.started || isOver ? undefined : check
}

/** By the hub's model there should be an answer. */
export function isReady({ server }: OwnedServer): boolean {
  return serverState(server) === 'ready'
}

/** Routes that a look at many servers has read are good for the whole of it. */
const recent = 15_000

function quickAsker(permissions: Permissions, client: QueryClient) {
  return askerOf({
    session: permissions.session,
    enters: async () => undefined,
    findRoute: routeFinder(permissions, client, recent),
    closely: false,
    readReady: (owned) => readReady(owned, client),
  })
}

function closeAsker(permissions: Permissions, client: QueryClient) {
  return askerOf({
    session: permissions.session,
    enters: (owned) => mayEnter(owned, permissions, client),
    findRoute: routeFinder(permissions, client, 0),
    closely: true,
    readReady: (owned) => readReady(owned, client),
  })
}

/** Whether it is ready by the hub's model of now; undefined where the hub does not say. Lists that say otherwise are read anew. */
async function readReady({ user, server }: OwnedServer, client: QueryClient): Promise<boolean | undefined> {
  const query = { ...userQuery(user.name), staleTime: 0 }
  const { servers } = (await client.fetchQuery(query).catch(() => undefined)) ?? {}
  if (!servers) return undefined
  const ready = servers[server.name]?.ready ?? false
  if (ready !== server.ready) void client.invalidateQueries({ queryKey: activeServersKey })
  return ready
}

/** Undefined where the visitor may not see routes. `staleTime`: ms for which the table that was read last will do. */
function routeFinder({ may }: Permissions, client: QueryClient, staleTime: number) {
  if (may('listRoutes').verdict !== 'allowed') return undefined
  return async ({ user, server }: OwnedServer) => {
    const routes = await client.fetchQuery({ ...routesQuery, staleTime }).catch(() => undefined)
    if (!routes) return undefined
    const route = findRoute(Object.values(routes), user.name, server)
    return route ? { spec: route.routespec, target: originOf(route.target) } : {}
  }
}

/** A target may be anything that the proxy's operator wrote. */
function originOf(target: string): string {
  return URL.canParse(target) ? new URL(target).origin : target
}

/** By the roles that the browser's own login has at the hub: that, not Hubscope's token, enters servers. */
async function mayEnter({ user, server }: OwnedServer, permissions: Permissions, client: QueryClient) {
  const { session, version } = permissions
  const { name, kind } = session.identity
  if (kind === 'user' && name === user.name) return true
  const roles = await client
    .fetchQuery({ ...ownRolesQuery(name, session.hubUrl), staleTime: 60_000 })
    .catch(() => undefined)
  if (roles?.state !== 'known') return undefined
  const target = { kind: 'server', user: user.name, server: server.name, userGroups: user.groups } as const
  const { verdict } = authorize(['access:servers'], target, parseScopes(roles.scopes), { version }, false)
  return verdict === 'unknown' ? undefined : verdict === 'allowed'
}
