import type { ProgressEvent } from '#hub/progress.ts'
import { isSince, type HubVersion } from '#hub/versions.ts'
import { type Clock, elapsed } from './clock.ts'
import type { Database, ServerRow, UserRow } from './db.ts'
import type { JsonObject } from './json.ts'
import type { ProxyTable } from './proxy-table.ts'
import type { Random } from './random.ts'
import { Refusal } from './refusal.ts'
import type { Limits } from './scenario.ts'
import { serverTokens } from './server-token.ts'
import { spawnCourse } from './spawn-course.ts'
import { rememberSpawns, resumeSpawns, type SpawnMemory } from './spawn-memory.ts'
import type { SpawnError } from './spawn-scripts.ts'
import {
  clearTimers,
  notify,
  type Spawner,
  spawnerRegistry,
  type SpawnerRegistry,
} from './spawner-registry.ts'

/** Servers that start, run and stop: a state machine on the clock. */
export interface Spawners extends Pick<SpawnerRegistry, 'pendingOf' | 'isReady' | 'isActive'> {
  /** Undefined when the server has no progress to tell: never started, stopped, or cancelled. */
  progressOf(user: UserRow, server: ServerRow): Progress | undefined
  /** 201 when ready in time, 202 when still pending; throws a `Refusal`. */
  start(user: UserRow, server: ServerRow, options: JsonObject | null): Promise<201 | 202>
  /** 204 when stopped, 202 when stopping takes longer than the hub waits. `then` runs after the stop. */
  stop(user: UserRow, server: ServerRow, then?: () => void): Promise<202 | 204>
  /** Puts a running server, or the memory of a failed spawn, in place without a spawn. */
  restore(user: UserRow, server: ServerRow, was: 'ready' | { failed: SpawnError }): void
  /** Ends a server's process without telling the hub, which finds out at its next poll. */
  kill(user: UserRow, server: ServerRow): void
  remember(): SpawnMemory[]
  resume(memory: readonly SpawnMemory[]): void
}

/** Stays true to one spawn, also after the hub forgot it. */
export interface Progress {
  state(): 'ready' | 'spawning' | 'failed' | 'idle'
  events: readonly ProgressEvent[]
  failure(): SpawnError | undefined
  /** Called after every change; the answer unsubscribes. */
  watch(changed: () => void): () => void
}

interface Parts {
  db: Database
  clock: Clock
  proxy: ProxyTable
  random: Random
  limits: Limits
  version: HubVersion
  baseUrl: string
}

export function createSpawners({ db, clock, proxy, random, limits, version, baseUrl }: Parts): Spawners {
  const registry = spawnerRegistry(db, clock)
  const { find, create, pendingOf, isReady, isActive } = registry
  const tokens = serverTokens(db, random, baseUrl)
  const foundDead = (user: UserRow, server: ServerRow) => void stop(user, server)
  const course = spawnCourse({ clock, proxy, random, limits, version, registry, tokens, foundDead })

  return {
    pendingOf,
    isReady,
    isActive,
    start,
    stop,
    progressOf(user, server) {
      const spawner = find(user, server)
      return spawner && progressOf(spawner, () => isReady(user, server))
    },
    restore(user, server, was) {
      const spawner = create(user, server)
      if (was !== 'ready') {
        spawner.failure = was.failed
        return
      }
      tokens.issue(user, server, server.started ?? clock.now())
      course.run(user, server, spawner)
    },
    kill(user, server) {
      const spawner = find(user, server)
      if (spawner) course.die(user, server, spawner)
    },
    remember: () => rememberSpawns(db, registry),
    resume: (memory) => resumeSpawns(memory, { db, clock, registry, course, stop: foundDead }),
  }

  async function start(user: UserRow, server: ServerRow, options: JsonObject | null): Promise<201 | 202> {
    const pending = pendingOf(user, server)
    if (pending === 'spawn') return 202
    if (pending) throw new Refusal(400, `${logName(user, server)} is pending ${pending}`)
    if (isReady(user, server)) {
      if (!find(user, server)?.dead) throw new Refusal(400, `${logName(user, server)} is already running`)
      await stop(user, server)
    }
    create(user, server)
    refuseWhenFull()
    server.userOptions = options ?? server.userOptions ?? {}
    const spawner = course.begin(user, server)
    const outcome = await new Promise<201 | 202 | Refusal>((resolve) => {
      spawner.settle = resolve
      clock.after(limits.slowSpawnTimeout, () => resolve(202))
    })
    if (typeof outcome !== 'number') throw outcome
    return outcome
  }

  async function stop(user: UserRow, server: ServerRow, then?: () => void): Promise<202 | 204> {
    const spawner = find(user, server)
    if (spawner?.pending === 'stop') {
      if (then) spawner.watchers.add(then)
      return 202
    }
    if (spawner?.pending === 'spawn') {
      if (!isSince(version, '5.1')) {
        throw new Refusal(400, `${logName(user, server)} is pending spawn, please wait`)
      }
      await cancel(user, server, spawner)
    } else if (!isReady(user, server)) {
      then?.()
      return 204
    }
    const stopping = spawner ?? create(user, server)
    clearTimers(stopping)
    stopping.pending = 'stop'
    proxy.removeServer(user, server)
    notify(stopping)
    return new Promise((resolve) => {
      clock.after(stopping.dead ? 0 : stopping.script.stopTakes, () => {
        stopping.pending = null
        course.clear(user, server)
        registry.forget(user, server)
        then?.()
        notify(stopping)
        resolve(204)
      })
      clock.after(limits.slowStopTimeout, () => resolve(202))
    })
  }

  /** From 5.1. The hub takes a second between the two; meanwhile it believes, and says, that the server is ready. */
  async function cancel(user: UserRow, server: ServerRow, spawner: Spawner): Promise<void> {
    clearTimers(spawner)
    spawner.pending = null
    spawner.settle(new Refusal(500))
    notify(spawner)
    await elapsed(clock, 1000)
    // Somebody else was faster; the hub trips over that too.
    if (find(user, server) !== spawner || spawner.pending) throw new Refusal(500)
  }

  function refuseWhenFull(): void {
    const { concurrentSpawnLimit, activeServerLimit } = limits
    if (concurrentSpawnLimit && registry.countPending() >= concurrentSpawnLimit) {
      const wait = 30 + Math.floor(random() * 30)
      const text = `Too many users trying to log in right now. Try again in ${Math.ceil(wait / 10)}0 seconds.`
      throw new Refusal(429, text, { 'Retry-After': `${wait}` })
    }
    if (activeServerLimit && registry.countActive() >= activeServerLimit) {
      throw new Refusal(429, 'Active user limit exceeded. Try again in a few minutes.')
    }
  }
}

function progressOf(spawner: Spawner, isReady: () => boolean): Progress {
  return {
    state() {
      if (spawner.pending === 'spawn') return 'spawning'
      if (isReady()) return 'ready'
      return spawner.failure ? 'failed' : 'idle'
    },
    events: spawner.events,
    failure: () => spawner.failure,
    watch(watcher) {
      spawner.watchers.add(watcher)
      return () => spawner.watchers.delete(watcher)
    },
  }
}

/** As the hub names a server in messages: `alice` or `alice:gpu`. */
export function logName(user: UserRow, server: ServerRow): string {
  return server.name === '' ? user.name : `${user.name}:${server.name}`
}
