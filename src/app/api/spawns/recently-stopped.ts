import { queryOptions } from '@tanstack/react-query'
import { serverKey } from '#hub/server-key.ts'
import { type HubVersion, isSince } from '#hub/versions.ts'
import type { User } from '#hub/wire/user.ts'
import { call } from '../http.ts'
import { profileOf } from '../servers.ts'
import type { Ask } from './spawn-asks.ts'
import type { UserState } from '../users.ts'

/** How many servers may be asked for at most: each costs the hub a request, and a line in its log if nothing failed. */
const most = 30
/** Older failures are history. */
const within = 24 * 60 * 60_000

/**
 * Stopped servers that were active lately, the latest first: a start that fails leaves no other trace in the hub's model.
 * The hub notes the moment of a failure as the last activity of user and server. Source: `User.spawn` and `User.stop` in
 * jupyterhub/user.py. Hubs below 5.0 do not sort, so of them only the first pages of users are looked at.
 */
export function recentlyStoppedQuery(version: HubVersion) {
  const sorts = isSince(version, '5.0')
  const list = (state: UserState, signal: AbortSignal) =>
    call('listUsers', {
      query: {
        state,
        limit: sorts ? 50 : 200,
        sort: sorts ? '-last_activity' : undefined,
        include_stopped_servers: 1,
      },
      signal,
      priority: 'background',
    })
  return queryOptions({
    queryKey: ['recently-stopped', sorts],
    queryFn: async ({ signal }): Promise<Ask[]> => {
      // Apart, because everybody who works is active all the time, and would crowd out the one who cannot start.
      const pages = [await list('inactive', signal), await list('active', signal)]
      const since = Date.now() - within
      return pages
        .flatMap((page) => page.items.flatMap(stoppedServers))
        .filter(({ endedAt }) => endedAt >= since)
        .toSorted((a, b) => b.endedAt - a.endedAt)
        .slice(0, most)
    },
    // Dear to the hub, which loads every stopped server for it.
    staleTime: 30_000,
    refetchInterval: 60_000,
  })
}

function stoppedServers(user: User) {
  return Object.values(user.servers ?? {})
    .filter((server) => !server.ready && server.pending === null && server.last_activity !== null)
    .map((server) => ({
      key: serverKey(user.name, server.name),
      endedAt: Date.parse(server.last_activity ?? ''),
      profile: profileOf(server),
    }))
}
