import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useSyncExternalStore } from 'react'
import { type ServerKey, serverKey } from '#hub/server-key.ts'
import type { Server } from '#hub/wire/server.ts'
import { exchanges } from '../../inspector/record/exchange-store.ts'
import { endServerAction, serverAction, startActions, within } from '../action.ts'
import { usePermissions } from '../permissions.ts'
import { ProgressStream } from './progress-stream.ts'
import { routesKey } from '../routes.ts'
import { activeServersQuery, profileOf } from '../servers.ts'
import { sessionQuery } from '../session.ts'
import { useShownAs } from '../preview/shown-as.ts'
import { askStanding } from './spawn-questions.ts'
import type { SpawnRecord } from './spawn-record.ts'
import { type Spawns, SpawnStore } from './spawn-store.ts'
import { SpawnWatcher } from './spawn-watcher.ts'
import { usersKey } from '../users.ts'

/** A hidden tab lets go of its stream after this long: six such tabs would take all connections to the host. */
const hiddenFor = 2 * 60_000
/** Spawns that end together make the page look once. */
const lookAfter = 300

interface Attached {
  client: QueryClient
  mayReadRoutes: boolean
}

let attached: Attached | undefined
let looking: ReturnType<typeof setTimeout> | undefined

/** The one record of this tab's spawns. */
export const spawnStore = new SpawnStore()

const stream = new ProgressStream({
  onFrame: (frame) => spawnWatcher.frame(frame),
  onState: (state) => spawnStore.setStream(state),
  onClock: (skew) => spawnStore.setSkew(skew),
  onSignedOut: () => void attached?.client.invalidateQueries({ queryKey: sessionQuery.queryKey }),
})

/** Follows spawns; `server-actions.ts` tells it what the visitor asked for. */
export const spawnWatcher = new SpawnWatcher(spawnStore, stream, {
  settle: async (key) =>
    attached
      ? askStanding(key, { client: attached.client, allowed: attached.mayReadRoutes })
      : { kind: 'unknown', reason: '', passing: true },
  onOver: ({ key, outcome }) => {
    const action = serverAction(key)
    for (const each of startActions(key)) {
      exchanges.tell(each.id, outcome)
      endServerAction(key, each)
    }
    clearTimeout(looking)
    looking = setTimeout(() => {
      within(action, () => {
        void attached?.client.invalidateQueries({ queryKey: usersKey })
        void attached?.client.invalidateQueries({ queryKey: routesKey })
      })
    }, lookAfter)
  },
})

/** Watches every spawn the token may see, whatever page is shown. Mounted once, in the shell, below the login. */
export function useSpawnWatch(): void {
  const client = useQueryClient()
  const { session, held, may } = usePermissions()
  const person = session.identity.name
  const mayReadRoutes = may('listRoutes').verdict === 'allowed'
  const { data, dataUpdatedAt } = useQuery({
    ...activeServersQuery,
    enabled: held.has('read:servers') && may('listUsers').verdict !== 'denied',
  })

  useEffect(() => {
    attached = { client, mayReadRoutes }
    if (spawnStore.open(person)) spawnWatcher.reset()
  }, [client, mayReadRoutes, person])

  // Servers that another token would not see have not ended.
  const isAll = useShownAs() === undefined
  useEffect(() => {
    if (data) spawnWatcher.seen(data.servers, dataUpdatedAt - spawnStore.snapshot().skew, isAll)
  }, [data, dataUpdatedAt, isAll])

  useEffect(() => {
    let leaving: ReturnType<typeof setTimeout> | undefined
    const onVisibility = () => {
      clearTimeout(leaving)
      if (document.visibilityState === 'hidden') leaving = setTimeout(() => stream.pause(true), hiddenFor)
      else stream.pause(false)
    }
    const onLeave = () => spawnStore.save()
    document.addEventListener('visibilitychange', onVisibility)
    window.addEventListener('pagehide', onLeave)
    return () => {
      clearTimeout(leaving)
      stream.pause(false)
      document.removeEventListener('visibilitychange', onVisibility)
      window.removeEventListener('pagehide', onLeave)
    }
  }, [])
}

/** After a logout: nothing of what was seen stays in this tab, and the stream is let go of. */
export function forgetSpawns(): void {
  spawnStore.forget()
  spawnWatcher.reset()
}

/** All spawns this tab knows of, by server. */
export function useSpawns(): Spawns {
  return useSyncExternalStore(spawnStore.subscribe, spawnStore.snapshot)
}

/** The latest spawn of one server, as far as this tab knows; undefined when it knows of none. */
export function useSpawn(key: ServerKey): SpawnRecord | undefined {
  return useSyncExternalStore(spawnStore.subscribe, () => spawnStore.get(key))
}

/**
 * The last start of a stopped server if it failed, with the spawner's words in `reason`: asked of the hub when the
 * component appears, and again when the server's last activity changes. Undefined for any other server.
 */
export function useLastFailure(user: string, server: Server): SpawnRecord | undefined {
  const key = serverKey(user, server.name)
  const record = useSpawn(key)
  const { may } = usePermissions()
  const stopped = !server.ready && server.pending === null
  // Without any activity it was never started.
  const endedAt = stopped && server.last_activity !== null ? Date.parse(server.last_activity) : undefined
  const profile = profileOf(server)
  const mayWatch = may('watchProgress', { kind: 'server', user, server: server.name }).verdict !== 'denied'
  useEffect(() => {
    if (endedAt !== undefined && mayWatch) spawnWatcher.ask([{ key, endedAt, profile }], true)
  }, [key, endedAt, profile, mayWatch])
  return stopped && record?.outcome === 'failed' ? record : undefined
}
