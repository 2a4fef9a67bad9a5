import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { HubFailure } from '#hub/errors.ts'
import type { User } from '#hub/wire/user.ts'
import { call } from './http.ts'
import { countUsers, type ListedUsers, listUsers } from './poisoned/listed-users.ts'
import { pollEvery } from './polling.ts'

export type UserState = 'active' | 'ready' | 'inactive'
export type UserSort = 'id' | '-id' | 'name' | '-name' | 'last_activity' | '-last_activity'

export interface UsersView {
  offset: number
  limit: number
  nameFilter?: string | undefined
  state?: UserState | undefined
  /** From 5.0; older hubs ignore it. */
  sort?: UserSort | undefined
}

/** Every query about users and their servers starts with this key: one invalidation reaches them all. */
export const usersKey = ['users'] as const

/** One page of users, as the hub pages, filters and sorts them. The previous page stays while the next one loads. */
export function usersPageQuery(view: UsersView) {
  return queryOptions({
    queryKey: [...usersKey, 'page', view],
    queryFn: ({ signal, client, queryKey }) =>
      listUsers(
        {
          offset: view.offset,
          limit: view.limit,
          name_filter: view.nameFilter || undefined,
          state: view.state,
          sort: view.sort,
        },
        { signal, known: client.getQueryData<ListedUsers>(queryKey)?.holes },
      ),
    placeholderData: keepPreviousData,
    refetchInterval: (query) => pollEvery(query.state.data?.items.some(hasPending) ?? false, 30_000),
  })
}

/** How many users match, for the price of one row. */
export function userCountQuery(state?: UserState) {
  return queryOptions({
    queryKey: [...usersKey, 'count', state],
    queryFn: ({ signal }) => countUsers({ state }, { signal, priority: 'background' }),
    refetchInterval: 60_000,
  })
}

/** One user, with stopped named servers. */
export function userQuery(name: string) {
  return queryOptions({
    queryKey: [...usersKey, 'one', name],
    queryFn: ({ signal }) =>
      call('getUser', { params: { user: name }, query: { include_stopped_servers: 1 }, signal }),
    refetchInterval: ({ state }) => {
      // Asking again for somebody whom the hub does not show gives the same refusal, and a line in its log.
      if (state.data === undefined && isRefusal(state.error)) return false
      return pollEvery(state.data ? hasPending(state.data) : false, 15_000)
    },
  })
}

/** True when one of the user's servers is starting or stopping. */
function hasPending(user: User): boolean {
  return Object.values(user.servers ?? {}).some((server) => server.pending !== null)
}

function isRefusal(error: Error | null): boolean {
  return error instanceof HubFailure && error.detail.tag === 'refused'
}
