import type { QueryClient } from '@tanstack/react-query'
import { HubFailure } from '#hub/errors.ts'
import { parseServerKey, type ServerKey } from '#hub/server-key.ts'
import type { Server } from '#hub/wire/server.ts'
import { serverAction, within } from '../action.ts'
import { callAsVisitor } from '../http.ts'
import { findRoute } from '#hub/route-rows.ts'
import { routesQuery } from '../routes.ts'
import { settleSpawn, type Standing } from './spawn-settle.ts'

/** Spawns that end together share one look at the proxy's table, which is long on a busy hub. */
const shareRoutes = 500

/** How a spawn stands by the hub's model, and by the proxy's table where `routes` says that the token may see it. */
export async function askStanding(
  key: ServerKey,
  routes: { client: QueryClient; allowed: boolean },
): Promise<Standing> {
  const name = parseServerKey(key)
  if (!name) return { kind: 'unknown', reason: 'Not the name of a server.', passing: false }
  const action = serverAction(key)
  const readServer = async (): Promise<Server | undefined> => {
    // The record is the visitor's own, whatever the page is shown as.
    const user = await callAsVisitor('getUser', { params: { user: name.user }, priority: 'user', action })
    return user.servers?.[name.server]
  }
  const readRouted = async (server: Server): Promise<boolean | undefined> => {
    if (!routes.allowed) return undefined
    try {
      const table = await within(action, () =>
        routes.client.fetchQuery({ ...routesQuery, staleTime: shareRoutes }),
      )
      return findRoute(Object.values(table), name.user, server) !== undefined
    } catch {
      return undefined
    }
  }
  const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))
  try {
    return await settleSpawn({ readServer, readRouted, wait })
  } catch (cause) {
    const failure = cause instanceof HubFailure ? cause : undefined
    return {
      kind: 'unknown',
      reason: failure?.message ?? 'Something went wrong in this page.',
      passing: failure?.detail.tag === 'unreachable' || failure?.detail.tag === 'signed-out',
    }
  }
}
