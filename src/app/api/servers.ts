import { queryOptions } from '@tanstack/react-query'
import { type ServerKey, serverKey } from '#hub/server-key.ts'
import { activeServers } from '#hub/active-servers.ts'
import type { Server } from '#hub/wire/server.ts'
import type { User } from '#hub/wire/user.ts'
import { type Action, currentAction } from './action.ts'
import { call } from './http.ts'
import { type ListedUsers, listUsers } from './poisoned/listed-users.ts'
import { pollEvery } from './polling.ts'
import { usersKey } from './users.ts'

/** A server together with its user. */
export interface OwnedServer {
  key: ServerKey
  user: User
  server: Server
}

/** Largest page the hub gives by default (`api_page_max_limit`). */
const pageSize = 200

export const activeServersKey = [...usersKey, 'active-servers']

/**
 * Every server of the hub that is not stopped, walked page by page. Users are de-duplicated by name: 4.1.6 and older
 * list a user once per server here. `hiddenUsers` have servers that the token does not show; `hidden`: all of them do.
 * `holes`: places in the list of users who make the hub fail.
 */
export const activeServersQuery = queryOptions({
  queryKey: activeServersKey,
  queryFn: async ({ signal, client }) => {
    const users = new Map<string, User>()
    const action = currentAction()
    const known = client.getQueryData<{ holes: readonly number[] }>(activeServersKey)?.holes
    const holes: number[] = []
    let offset: number | undefined = 0
    while (offset !== undefined) {
      const page: ListedUsers = await listUsers(
        { state: 'active', limit: pageSize, offset },
        { signal, priority: 'background', action, known },
      )
      holes.push(...page.holes)
      for (const user of page.items) users.set(user.name, user)
      offset = page._pagination.next?.offset
    }
    const all = [...users.values()]
    const hiddenUsers = all.filter((user) => user.servers === undefined).length
    return {
      servers: all.flatMap(serversOf),
      hidden: all.length > 0 && hiddenUsers === all.length,
      hiddenUsers,
      holes,
    }
  },
  refetchInterval: (query) => {
    const servers = query.state.data?.servers ?? []
    // The dearer the walk, the rarer: one page every 15 s, five pages every 75 s.
    const pages = Math.max(1, Math.ceil(servers.length / pageSize))
    const pending = servers.some(({ server }) => server.pending !== null)
    return pages * pollEvery(pending, 15_000)
  },
})

/** The user's servers that are not stopped. */
export function serversOf(user: User): OwnedServer[] {
  return activeServers(user).map((server) => ({ key: serverKey(user.name, server.name), user, server }))
}

/** The profile a server was started with, by the name that KubeSpawner gives it; undefined when there is none. */
export function profileOf(server: Server): string | undefined {
  const profile = server.user_options?.['profile']
  return typeof profile === 'string' && profile !== '' ? profile : undefined
}

/** What a server is doing, in one word. */
export type ServerState = 'ready' | 'starting' | 'stopping' | 'stopped' | 'pending' | 'running'

/** `running`: up in the hub's books, but neither ready nor pending. */
export function serverState(server: Server): ServerState {
  if (server.pending === 'spawn') return 'starting'
  if (server.pending === 'stop') return 'stopping'
  if (server.pending !== null) return 'pending'
  if (server.ready) return 'ready'
  return server.stopped === false ? 'running' : 'stopped'
}

/**
 * Resolves as soon as the hub has answered: the server may still be pending then (202). Without options no body is sent,
 * and the hub takes those of last time; below 6.0 an empty object would replace them.
 */
export function startServer(
  user: string,
  server: string,
  options?: Record<string, unknown>,
  action?: Action,
): Promise<unknown> {
  return call('startServer', { params: { user, server }, action, ...(options ? { body: options } : {}) })
}

/** Stops a server; with `remove`, deletes a named one for good. Cancels a pending spawn on 5.1 and later. */
export function stopServer(user: string, server: string, remove = false, action?: Action): Promise<unknown> {
  return call('stopServer', {
    params: { user, server },
    action,
    ...(remove ? { body: { remove: true } } : {}),
  })
}
