import type { Clock } from './clock.ts'
import type { Database, ServerRow, UserRow } from './db.ts'
import type { SpawnCourse } from './spawn-course.ts'
import type { SpawnError } from './spawn-scripts.ts'
import type { Spawner, SpawnerRegistry } from './spawner-registry.ts'

/** One server that is pending, or whose last spawn failed. */
export interface SpawnMemory {
  user: number
  server: string
  pending: Spawner['pending']
  failure: SpawnError | undefined
}

export function rememberSpawns(db: Database, registry: SpawnerRegistry): SpawnMemory[] {
  return everyServer(db).flatMap(([user, server]) => {
    const spawner = registry.find(user, server)
    if (!spawner || (!spawner.pending && !spawner.failure)) return []
    return [{ user: user.id, server: server.name, pending: spawner.pending, failure: spawner.failure }]
  })
}

interface Parts {
  db: Database
  clock: Clock
  registry: SpawnerRegistry
  course: SpawnCourse
  stop: (user: UserRow, server: ServerRow) => void
}

/** Goes on where `rememberSpawns` left off; other servers that the database says are there are running. */
export function resumeSpawns(
  memory: readonly SpawnMemory[],
  { db, clock, registry, course, stop }: Parts,
): void {
  for (const [user, server] of everyServer(db)) {
    const was = memory.find((one) => one.user === user.id && one.server === server.name)
    if (!was && server.target === null) continue
    const spawner = registry.create(user, server)
    spawner.failure = was?.failure
    if (was?.pending === 'spawn') course.play(user, server, spawner, clock.now() - (server.started ?? 0))
    else if (!was?.failure) course.run(user, server, spawner)
    if (was?.pending === 'stop') stop(user, server)
  }
}

function everyServer(db: Database): (readonly [UserRow, ServerRow])[] {
  return [...db.users.values()].flatMap((user) =>
    [...user.servers.values()].map((server) => [user, server] as const),
  )
}
