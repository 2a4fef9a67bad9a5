import type { QueryClient } from '@tanstack/react-query'
import { serverKey } from '#hub/server-key.ts'
import type { Server } from '#hub/wire/server.ts'
import { exchanges } from '../inspector/record/exchange-store.ts'
import { type Action, serverAction } from './action.ts'
import type { StopAction } from './server-actions.ts'
import { activeServersQuery, serverState } from './servers.ts'
import { userQuery } from './users.ts'

/** A stop that takes longer than this, in ms, ends without our knowing. */
const patience = 10 * 60_000

/**
 * Says on the deed's exchanges how a stop, which the hub has just taken, stands by what is read of its model from now on:
 * until it is over, or something else is done to the server.
 */
export function tellStop(client: QueryClient, stop: StopAction, action: Action): void {
  const since = Date.now()
  const look = () => {
    const newest = serverAction(serverKey(stop.user, stop.server))
    if (newest && newest.id !== action.id) return leave()
    const standing = standingIn(client, stop, since)
    if (standing === undefined) return
    exchanges.tell(action.id, standing.word)
    if (standing.over) leave()
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
  const one = client.getQueryState(userQuery(user).queryKey)
  if (one?.data?.servers && one.dataUpdatedAt > since) return standingOf(one.data.servers[server], remove)
  const all = client.getQueryState(activeServersQuery.queryKey)
  // Who is not in an incomplete list may still be there.
  if (!all?.data || all.data.hiddenUsers > 0 || all.data.holes.length > 0) return undefined
  if (all.dataUpdatedAt <= since) return undefined
  return standingOf(all.data.servers.find(({ key }) => key === serverKey(user, server))?.server, remove)
}

function standingOf(server: Server | undefined, remove = false): { word: string; over: boolean } {
  const state = server ? serverState(server) : 'stopped'
  // A stopped named server stays in the model until it is deleted.
  if (state === 'stopped')
    return { word: server || !remove ? 'stopped' : 'deleted', over: !server || !remove }
  return { word: state === 'ready' ? 'still running' : 'stopping', over: false }
}
