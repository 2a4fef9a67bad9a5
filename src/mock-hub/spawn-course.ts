import { isSince, type HubVersion } from '#hub/versions.ts'
import type { Clock } from './clock.ts'
import type { ServerRow, UserRow } from './db.ts'
import type { ProxyTable } from './proxy-table.ts'
import type { Random } from './random.ts'
import { Refusal } from './refusal.ts'
import type { Limits } from './scenario.ts'
import type { SpawnError } from './spawn-scripts.ts'
import type { ServerTokens } from './server-token.ts'
import { clearTimers, notify, type Spawner, type SpawnerRegistry } from './spawner-registry.ts'

/** What happens to a server between the request to start it and its end. */
export interface SpawnCourse {
  begin(user: UserRow, server: ServerRow): Spawner
  /** Schedules what the script says after its first `elapsed` milliseconds; what lies before comes at once. */
  play(user: UserRow, server: ServerRow, spawner: Spawner, elapsed: number): void
  run(user: UserRow, server: ServerRow, spawner: Spawner): void
  /** The process ends. The hub asks about it at fixed times, and learns of it at the next. */
  die(user: UserRow, server: ServerRow, spawner: Spawner): void
  /** Nothing is left of it but its row. */
  clear(user: UserRow, server: ServerRow): void
}

interface Parts {
  clock: Clock
  proxy: ProxyTable
  random: Random
  limits: Limits
  version: HubVersion
  registry: SpawnerRegistry
  tokens: ServerTokens
  /** Called when the hub finds out that a process has ended. */
  foundDead: (user: UserRow, server: ServerRow) => void
}

export function spawnCourse({
  clock,
  proxy,
  random,
  limits,
  version,
  registry,
  tokens,
  foundDead,
}: Parts): SpawnCourse {
  const course: SpawnCourse = {
    begin(user, server) {
      const spawner = registry.create(user, server)
      const now = clock.now()
      server.target = `http://127.0.0.1:${40_000 + Math.floor(random() * 20_000)}`
      server.started = server.lastActivity = user.lastActivity = now
      server.state = {}
      tokens.issue(user, server, now)
      course.play(user, server, spawner, 0)
      return spawner
    },
    play(user, server, spawner, elapsed) {
      const at = (ms: number, task: () => void) => {
        spawner.timers.push(clock.after(Math.max(0, ms - elapsed), task))
      }
      spawner.pending = 'spawn'
      spawner.events.push({ progress: 0, message: 'Server requested' })
      for (const step of spawner.script.events) {
        at(step.at, () => {
          spawner.events.push(step.event)
          notify(spawner)
        })
      }
      const { end } = spawner.script
      if (end.kind === 'ready') at(end.at, () => becomeReady(user, server, spawner))
      if (end.kind === 'failed') at(end.at, () => fail(user, server, spawner, end.error))
      // The hub's own timeout is an exception without a text.
      if (end.kind === 'never') at(limits.startTimeout, () => fail(user, server, spawner, { text: '' }))
    },
    run(user, server, spawner) {
      const { diesAfter } = spawner.script
      spawner.ranSince = clock.now()
      if (diesAfter === undefined) return
      spawner.timers.push(clock.after(diesAfter, () => course.die(user, server, spawner)))
    },
    die(user, server, spawner) {
      const { pollInterval } = spawner.script
      const untilPoll = pollInterval - ((clock.now() - spawner.ranSince) % pollInterval)
      spawner.dead = true
      spawner.timers.push(clock.after(untilPoll, () => foundDead(user, server)))
    },
    clear(user, server) {
      proxy.removeServer(user, server)
      tokens.revoke(user, server)
      server.target = server.started = null
      server.state = {}
      server.lastActivity = user.lastActivity = clock.now()
    },
  }
  return course

  function becomeReady(user: UserRow, server: ServerRow, spawner: Spawner): void {
    spawner.pending = null
    server.state = { pid: 1000 + Math.floor(random() * 30_000) }
    proxy.addServer(user, server)
    course.run(user, server, spawner)
    spawner.settle(201)
    notify(spawner)
  }

  function fail(user: UserRow, server: ServerRow, spawner: Spawner, error: SpawnError): void {
    clearTimers(spawner)
    spawner.pending = null
    spawner.failure = error
    course.clear(user, server)
    spawner.settle(failureAnswer(error, spawner, version))
    notify(spawner)
  }
}

function failureAnswer(error: SpawnError, { script }: Spawner, version: HubVersion): Refusal {
  if (error.answer) return new Refusal(error.answer.status, error.answer.message)
  if (isSince(version, '6.0')) return new Refusal(500)
  return new Refusal(500, script.end.kind === 'never' && isSince(version, '5.0') ? 'timeout' : 'error')
}
