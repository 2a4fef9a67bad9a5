import { type QueryClient, useMutation, useQueryClient } from '@tanstack/react-query'
import { type ServerKey, serverKey } from '#hub/server-key.ts'
import { type Action, beginServerAction, endServerAction, serverAction, within } from './action.ts'
import { usePermissions } from './permissions.ts'
import { routesKey } from './routes.ts'
import { startServer, stopServer } from './servers.ts'
import { isOver } from './spawns/spawn-record.ts'
import { spawnStore, spawnWatcher } from './spawns/spawn-watch.ts'
import { tellStop } from './stop-outcome.ts'
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
    mutationFn: (start: StartAction) =>
      startServer(start.user, start.server, start.options, serverAction(keyOf(start))),
    onMutate: (start) => {
      const action = beginServerAction(keyOf(start), 'start', `Start ${nameOf(start)}`)
      // Of a server that the token may not watch nothing would ever be heard.
      if (may('watchProgress', { kind: 'server', ...start }).verdict !== 'denied') {
        spawnWatcher.started(keyOf(start))
      }
      return { action, soon: lookSoon(client, action) }
    },
    onSettled: (_data, error, start, context) => {
      spawnWatcher.answered(keyOf(start), error ?? undefined)
      clearTimeout(context?.soon)
      void look(client, context?.action).finally(() => {
        // Else it ends with the spawn.
        const spawn = spawnStore.get(keyOf(start))
        if (context && (!spawn || isOver(spawn))) endServerAction(keyOf(start), context.action)
      })
    },
  })
}

/** Stops a server, cancels its pending spawn (5.1 and later), or deletes a named one with `remove`. Fails with `HubFailure`. */
export function useStopServer() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (stop: StopAction) =>
      stopServer(stop.user, stop.server, stop.remove, serverAction(keyOf(stop))),
    onMutate: (stop) => {
      const action = beginServerAction(keyOf(stop), 'stop', `${verbOf(stop)} ${nameOf(stop)}`)
      spawnWatcher.stopRequested(keyOf(stop))
      return { action, soon: lookSoon(client, action) }
    },
    onSettled: (_data, error, stop, context) => {
      clearTimeout(context?.soon)
      if (context && !error) tellStop(client, stop, context.action)
      void look(client, context?.action).finally(() => {
        if (context) endServerAction(keyOf(stop), context.action)
      })
    },
  })
}

function keyOf({ user, server }: ServerAction): ServerKey {
  return serverKey(user, server)
}

/** `alice` for her default server, `alice/gpu` for a named one. */
function nameOf({ user, server }: ServerAction): string {
  return server === '' ? user : `${user}/${server}`
}

function verbOf(stop: StopAction): string {
  if (stop.remove) return 'Delete'
  const spawn = spawnStore.get(keyOf(stop))
  return spawn && !isOver(spawn) ? 'Cancel the start of' : 'Stop'
}

function lookSoon(client: QueryClient, action: Action): ReturnType<typeof setTimeout> {
  return setTimeout(() => void look(client, action), knownAfter)
}

/** What the hub's model says afterwards is what counts. */
async function look(client: QueryClient, action: Action | undefined): Promise<void> {
  await within(action, () =>
    Promise.all([
      client.invalidateQueries({ queryKey: usersKey }),
      client.invalidateQueries({ queryKey: routesKey }),
    ]),
  )
}
