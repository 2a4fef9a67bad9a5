import type { ProgressEvent } from '#hub/progress.ts'
import { isSince, type HubVersion } from '#hub/versions.ts'
import { type Clock, elapsed } from './clock.ts'
import type { Database, ServerRow, UserRow } from './db.ts'
import type { JsonObject } from './json.ts'
import type { ProxyTable } from './proxy-table.ts'
import type { Random } from './random.ts'
import { Refusal } from './refusal.ts'
import type { Limits } from './scenario.ts'
import { scriptFor, type SpawnError, type SpawnScript } from './spawn-scripts.ts'

/** What the hub knows of a server beyond its database: the mock's `user.spawners`, a state machine on the clock. */
export interface Spawners {
  pendingOf(user: UserRow, server: ServerRow): 'spawn' | 'stop' | null
  isReady(user: UserRow, server: ServerRow): boolean
  isActive(user: UserRow, server: ServerRow): boolean
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
  /** Goes on where `remember` left off; servers of the database that are not in it are running. */
  resume(memory: readonly SpawnMemory[]): void
  countPending(): number
  countActive(): number
}

/** One server that is pending, or whose last spawn failed. */
export interface SpawnMemory {
  user: number
  server: string
  pending: 'spawn' | 'stop' | null
  failure: SpawnError | undefined
}

/** Stays true to one spawn, also after the hub forgot it. */
export interface Progress {
  state(): 'ready' | 'spawning' | 'failed' | 'idle'
  events: readonly ProgressEvent[]
  failure(): SpawnError | undefined
  /** Called after every change; the answer unsubscribes. */
  watch(changed: () => void): () => void
}

interface Spawner {
  pending: 'spawn' | 'stop' | null
  events: ProgressEvent[]
  failure: SpawnError | undefined
  watchers: Set<() => void>
  timers: (() => void)[]
  script: SpawnScript
  dead: boolean
  /** Ends the wait of the request that started it. */
  settle: (outcome: 201 | 202 | Refusal) => void
}

interface Parts {
  db: Database
  clock: Clock
  proxy: ProxyTable
  random: Random
  limits: Limits
  version: HubVersion
}

export function createSpawners({ db, clock, proxy, random, limits, version }: Parts): Spawners {
  const spawners = new Map<string, Spawner>()
  const keyOf = (user: UserRow, server: ServerRow) => `${user.id}/${server.name}`
  const find = (user: UserRow, server: ServerRow) => spawners.get(keyOf(user, server))
  const changed = (spawner: Spawner) => {
    for (const watcher of spawner.watchers) watcher()
  }
  const clearTimers = (spawner: Spawner) => {
    for (const cancel of spawner.timers.splice(0)) cancel()
  }

  const pendingOf: Spawners['pendingOf'] = (user, server) => find(user, server)?.pending ?? null
  const isReady: Spawners['isReady'] = (user, server) => server.target !== null && !pendingOf(user, server)
  const isActive: Spawners['isActive'] = (user, server) =>
    isReady(user, server) || pendingOf(user, server) !== null

  function create(user: UserRow, server: ServerRow): Spawner {
    const spawner: Spawner = {
      pending: null,
      events: [],
      failure: undefined,
      watchers: new Set(),
      timers: [],
      script: scriptFor(user, server),
      dead: false,
      settle: () => {},
    }
    spawners.set(keyOf(user, server), spawner)
    return spawner
  }

  function begin(user: UserRow, server: ServerRow): Spawner {
    const spawner = create(user, server)
    const now = clock.now()
    server.target = `http://127.0.0.1:${40_000 + Math.floor(random() * 20_000)}`
    server.started = now
    server.lastActivity = now
    user.lastActivity = now
    server.state = {}
    play(user, server, spawner, 0)
    return spawner
  }

  /** Schedules what the script says after its first `elapsed` milliseconds; what lies before comes at once. */
  function play(user: UserRow, server: ServerRow, spawner: Spawner, elapsed: number): void {
    const at = (ms: number, task: () => void) => {
      spawner.timers.push(clock.after(Math.max(0, ms - elapsed), task))
    }
    spawner.pending = 'spawn'
    spawner.events.push({ progress: 0, message: 'Server requested' })
    for (const step of spawner.script.events) {
      at(step.at, () => {
        spawner.events.push(step.event)
        changed(spawner)
      })
    }
    const { end } = spawner.script
    if (end.kind === 'ready') at(end.at, () => becomeReady(user, server, spawner))
    if (end.kind === 'failed') at(end.at, () => fail(user, server, spawner, end.error))
    // The hub's own timeout is an exception without a text.
    if (end.kind === 'never') at(limits.startTimeout, () => fail(user, server, spawner, { text: '' }))
  }

  function becomeReady(user: UserRow, server: ServerRow, spawner: Spawner): void {
    spawner.pending = null
    server.state = { pid: 1000 + Math.floor(random() * 30_000) }
    proxy.addServer(user, server)
    run(user, server, spawner)
    spawner.settle(201)
    changed(spawner)
  }

  function run(user: UserRow, server: ServerRow, spawner: Spawner): void {
    const { diesAfter, pollInterval } = spawner.script
    if (diesAfter !== undefined) spawner.timers.push(clock.after(diesAfter, () => (spawner.dead = true)))
    const poll = () => {
      if (spawner.dead) void stop(user, server)
      else spawner.timers.push(clock.after(pollInterval, poll))
    }
    spawner.timers.push(clock.after(pollInterval, poll))
  }

  function fail(user: UserRow, server: ServerRow, spawner: Spawner, error: SpawnError): void {
    clearTimers(spawner)
    spawner.pending = null
    spawner.failure = error
    clear(user, server)
    spawner.settle(failureAnswer(error, spawner.script, version))
    changed(spawner)
  }

  function clear(user: UserRow, server: ServerRow): void {
    proxy.removeServer(user, server)
    server.target = null
    server.started = null
    server.state = {}
    server.lastActivity = clock.now()
    user.lastActivity = clock.now()
  }

  function refuseWhenFull(): void {
    const { concurrentSpawnLimit, activeServerLimit } = limits
    if (concurrentSpawnLimit && countPending() >= concurrentSpawnLimit) {
      const wait = 30 + Math.floor(random() * 30)
      const text = `Too many users trying to log in right now. Try again in ${Math.ceil(wait / 10)}0 seconds.`
      throw new Refusal(429, text, { 'Retry-After': `${wait}` })
    }
    if (activeServerLimit && countActive() >= activeServerLimit) {
      throw new Refusal(429, 'Active user limit exceeded. Try again in a few minutes.')
    }
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
    if (options) server.userOptions = options
    const spawner = begin(user, server)
    const outcome = await new Promise<201 | 202 | Refusal>((resolve) => {
      spawner.settle = resolve
      clock.after(limits.slowSpawnTimeout, () => resolve(202))
    })
    if (typeof outcome !== 'number') throw outcome
    return outcome
  }

  /** From 5.1. The hub takes a second between the two; meanwhile it believes, and says, that the server is ready. */
  async function cancel(user: UserRow, server: ServerRow, spawner: Spawner): Promise<void> {
    clearTimers(spawner)
    spawner.pending = null
    spawner.settle(new Refusal(500))
    changed(spawner)
    await elapsed(clock, 1000)
    // Somebody else was faster; the hub trips over that too.
    if (find(user, server) !== spawner || spawner.pending) throw new Refusal(500)
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
    changed(stopping)
    return new Promise((resolve) => {
      clock.after(stopping.dead ? 0 : stopping.script.stopTakes, () => {
        stopping.pending = null
        clear(user, server)
        spawners.delete(keyOf(user, server))
        then?.()
        changed(stopping)
        resolve(204)
      })
      clock.after(limits.slowStopTimeout, () => resolve(202))
    })
  }

  function countPending(): number {
    return [...spawners.values()].filter((spawner) => spawner.pending === 'spawn').length
  }

  function countActive(): number {
    return [...db.users.values()].flatMap((user) =>
      [...user.servers.values()].filter((server) => isActive(user, server)),
    ).length
  }

  return {
    pendingOf,
    isReady,
    isActive,
    start,
    stop,
    countPending,
    countActive,
    progressOf(user, server) {
      const spawner = find(user, server)
      if (!spawner) return undefined
      return {
        state() {
          if (spawner.pending === 'spawn') return 'spawning'
          if (isReady(user, server)) return 'ready'
          return spawner.failure ? 'failed' : 'idle'
        },
        events: spawner.events,
        failure: () => spawner.failure,
        watch(watcher) {
          spawner.watchers.add(watcher)
          return () => spawner.watchers.delete(watcher)
        },
      }
    },
    remember: () =>
      [...db.users.values()].flatMap((user) =>
        [...user.servers.values()].flatMap((server) => {
          const spawner = find(user, server)
          if (!spawner || (!spawner.pending && !spawner.failure)) return []
          const { pending, failure } = spawner
          return [{ user: user.id, server: server.name, pending, failure }]
        }),
      ),
    resume(memory) {
      for (const user of db.users.values()) {
        for (const server of user.servers.values()) {
          const was = memory.find((one) => one.user === user.id && one.server === server.name)
          if (!was && server.target === null) continue
          const spawner = create(user, server)
          spawner.failure = was?.failure
          if (was?.pending === 'spawn') play(user, server, spawner, clock.now() - (server.started ?? 0))
          else if (!was?.failure) run(user, server, spawner)
          if (was?.pending === 'stop') void stop(user, server)
        }
      }
    },
    restore(user, server, was) {
      const spawner = create(user, server)
      if (was === 'ready') run(user, server, spawner)
      else spawner.failure = was.failed
    },
    kill(user, server) {
      const spawner = find(user, server)
      if (spawner) spawner.dead = true
    },
  }
}

/** As the hub names a server in messages: `alice` or `alice:gpu`. */
export function logName(user: UserRow, server: ServerRow): string {
  return server.name === '' ? user.name : `${user.name}:${server.name}`
}

function failureAnswer(error: SpawnError, script: SpawnScript, version: HubVersion): Refusal {
  if (error.answer) return new Refusal(error.answer.status, error.answer.message)
  if (isSince(version, '6.0')) return new Refusal(500)
  return new Refusal(500, script.end.kind === 'never' && isSince(version, '5.0') ? 'timeout' : 'error')
}
