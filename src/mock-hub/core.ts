import type { HubVersion } from '#hub/versions.ts'
import type { Clock } from './clock.ts'
import type { Database } from './db.ts'
import type { ProxyTable } from './proxy-table.ts'
import type { Random } from './random.ts'
import type { Fault, Limits } from './scenario.ts'
import type { Spawners } from './spawners.ts'

/** The parts of one mock hub, as its handlers see them. */
export interface Core {
  db: Database
  version: HubVersion
  baseUrl: string
  clock: Clock
  random: Random
  limits: Limits
  latency: { min: number; max: number }
  /** May be changed while the hub runs. */
  faults: Fault[]
  spawners: Spawners
  proxy: ProxyTable
}
