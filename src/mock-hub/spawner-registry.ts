import type { ProgressEvent } from '#hub/progress.ts'
import type { Clock } from './clock.ts'
import type { Database, ServerRow, UserRow } from './db.ts'
import type { Refusal } from './refusal.ts'
import { scriptFor, type SpawnError, type SpawnScript } from './spawn-scripts.ts'

/** What the hub knows of a server beyond its database. */
export interface Spawner {
  pending: 'spawn' | 'stop' | null
  events: ProgressEvent[]
  failure: SpawnError | undefined
  script: SpawnScript
  /** The process ended, and the hub does not know yet. */
  dead: boolean
  ranSince: number
  /** Told after every change. */
  watchers: Set<() => void>
  /** What takes back all that is scheduled. */
  timers: (() => void)[]
  /** Ends the wait of the request that started it. */
  settle: (outcome: 201 | 202 | Refusal) => void
}

/** The mock's `user.spawners`: servers that run, are pending or failed; others are not in it. */
export interface SpawnerRegistry {
  find(user: UserRow, server: ServerRow): Spawner | undefined
  /** A fresh one in the place of any before. */
  create(user: UserRow, server: ServerRow): Spawner
  forget(user: UserRow, server: ServerRow): void
  pendingOf(user: UserRow, server: ServerRow): Spawner['pending']
  isReady(user: UserRow, server: ServerRow): boolean
  isActive(user: UserRow, server: ServerRow): boolean
  countPending(): number
  countActive(): number
}

export function spawnerRegistry(db: Database, clock: Clock): SpawnerRegistry {
  const spawners = new Map<string, Spawner>()
  const keyOf = (user: UserRow, server: ServerRow) => `${user.id}/${server.name}`
  const registry: SpawnerRegistry = {
    find: (user, server) => spawners.get(keyOf(user, server)),
    create(user, server) {
      const spawner: Spawner = {
        pending: null,
        events: [],
        failure: undefined,
        script: scriptFor(user, server),
        dead: false,
        ranSince: clock.now(),
        watchers: new Set(),
        timers: [],
        settle: () => {},
      }
      spawners.set(keyOf(user, server), spawner)
      return spawner
    },
    forget: (user, server) => spawners.delete(keyOf(user, server)),
    pendingOf: (user, server) => registry.find(user, server)?.pending ?? null,
    isReady: (user, server) => server.target !== null && registry.pendingOf(user, server) === null,
    isActive: (user, server) => server.target !== null || registry.pendingOf(user, server) !== null,
    countPending: () => [...spawners.values()].filter(({ pending }) => pending === 'spawn').length,
    countActive: () =>
      [...db.users.values()].flatMap((user) =>
        [...user.servers.values()].filter((server) => registry.isActive(user, server)),
      ).length,
  }
  return registry
}

export function notify(spawner: Spawner): void {
  for (const watcher of spawner.watchers) watcher()
}

export function clearTimers(spawner: Spawner): void {
  for (const cancel of spawner.timers.splice(0)) cancel()
}
