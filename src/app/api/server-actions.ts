import { type QueryClient, useMutation, useQueryClient } from '@tanstack/react-query'
import { serverKey } from '#hub/server-key.ts'
import { usePermissions } from './permissions.ts'
import { routesKey } from './routes.ts'
import { startServer, stopServer } from './servers.ts'
import { spawnWatcher } from './spawn-watch.ts'
import { usersKey } from './users.ts'

export interface ServerAction {
  user: string
  /** Empty for the default server. */
  server: string
  /** Undefined when they are not known. */
  userGroups?: readonly string[] | undefined
}

export interface StartAction extends ServerAction {
  options?: Record<string, unknown>
}

export interface StopAction extends ServerAction {
  /** Delete a named server for good. */
  remove?: boolean
}

/** Milliseconds after which the hub knows of a start or stop whose request it still holds open, for up to 10 s. */
const knownAfter = 700

/**
 * Starts a server and follows its spawn. Succeeds when the hub has taken the request, which need not mean that the server
 * is ready: that is for the spawn's record, or the model, to tell. Fails with `HubFailure`.
 */
export function useStartServer() {
  const client = useQueryClient()
  const { may } = usePermissions()
  return useMutation({
    mutationFn: ({ user, server, options }: StartAction) => startServer(user, server, options),
    onMutate: (action) => {
      // Of a server that the token may not watch nothing would ever be heard.
      if (may('watchProgress', { kind: 'server', ...action }).verdict !== 'denied') {
        spawnWatcher.started(serverKey(action.user, action.server))
      }
      return { soon: lookSoon(client) }
    },
    onSettled: (_data, error, action, context) => {
      spawnWatcher.answered(serverKey(action.user, action.server), error ?? undefined)
      clearTimeout(context?.soon)
      look(client)
    },
  })
}

/** Stops a server, cancels its pending spawn (5.1 and later), or deletes a named one with `remove`. Fails with `HubFailure`. */
export function useStopServer() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ user, server, remove }: StopAction) => stopServer(user, server, remove),
    onMutate: ({ user, server }) => {
      spawnWatcher.stopRequested(serverKey(user, server))
      return { soon: lookSoon(client) }
    },
    onSettled: (_data, _error, _action, context) => {
      clearTimeout(context?.soon)
      look(client)
    },
  })
}

function lookSoon(client: QueryClient): ReturnType<typeof setTimeout> {
  return setTimeout(() => look(client), knownAfter)
}

/** What the hub's model says afterwards is what counts. */
function look(client: QueryClient): void {
  void client.invalidateQueries({ queryKey: usersKey })
  void client.invalidateQueries({ queryKey: routesKey })
}
