import { HubFailure } from '#hub/errors.ts'
import type { SpawnRecord } from '../../api/spawns/spawn-record.ts'

/**
 * True when the spawn itself tells what became of a start, better than the hub's answer to the request: a spawner that
 * raised and a start that was cancelled both end in a bare 500.
 */
export function isToldBySpawn(error: unknown, spawn: Pick<SpawnRecord, 'outcome'> | undefined): boolean {
  return (
    error instanceof HubFailure &&
    error.detail.tag === 'refused' &&
    error.detail.answeredBy === 'hub' &&
    error.detail.status >= 500 &&
    spawn !== undefined &&
    spawn.outcome !== 'lost'
  )
}
