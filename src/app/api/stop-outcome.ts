import type { QueryClient } from '@tanstack/react-query'
import { serverKey } from '#hub/server-key.ts'
import type { Server } from '#hub/wire/server.ts'
import { exchanges } from '../inspector/exchange-store.ts'
import type { Action } from './action.ts'
import type { StopAction } from './server-actions.ts'
import { activeServersQuery, serverState } from './servers.ts'
import { userQuery } from './users.ts'

/** A stop that takes longer than this, in ms, ends without our knowing. */
const patience = 10 * 60_000

/** Says on the deed's exchanges how the stop stands by what is read of the hub's model from now on, until it is over. */
export function tellStop(
  client: QueryClient,
  stop: StopAction,
  { action, askedAt }: { action: Action; askedAt: number },
): void {
  const look = () => {
    const standing = standingIn(client, stop, askedAt)
    if (standing === undefined) return
    exchanges.tell(action.id, standing)
    if (standing !== 'stopping') leave()
  }
  const unsubscribe = client.getQueryCache().subscribe(({ type }) => {
    if (type === 'updated') look()
  })
  const timer = setTimeout(unsubscribe, patience)
  const leave = () => {
    clearTimeout(timer)
    unsubscribe()
  }
}

/** Undefined while nothing that was read after `since` tells. */
function standingIn(client: QueryClient, { user, server, remove }: StopAction, since: number) {
  const gone = remove ? 'deleted' : 'stopped'
  const one = client.getQueryState(userQuery(user).queryKey)
  if (one?.data?.servers && one.dataUpdatedAt > since) return wordOf(one.data.servers[server], gone)
  const all = client.getQueryState(activeServersQuery.queryKey)
  if (!all?.data || all.data.hiddenUsers > 0 || all.dataUpdatedAt <= since) return undefined
  return wordOf(all.data.servers.find(({ key }) => key === serverKey(user, server))?.server, gone)
}

function wordOf(server: Server | undefined, gone: string): string {
  if (!server) return gone
  const state = serverState(server)
  if (state === 'stopped') return 'stopped'
  return state === 'stopping' || state === 'starting' ? 'stopping' : 'still running'
}
