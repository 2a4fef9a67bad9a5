import { HubFailure } from '#hub/errors.ts'
import type { SpawnRecord } from '../../api/spawn-record.ts'

/** The spawner's own words, without the hub's before them; undefined when there are none. */
export function spawnReason({ reason }: Pick<SpawnRecord, 'reason'>): string | undefined {
  return reason?.replace(/^Spawn failed: /, '') || undefined
}

/** True for the hub's answer to a start whose spawner raised: it says less than the progress stream. */
export function isSpawnFailure(error: unknown): boolean {
  return (
    error instanceof HubFailure &&
    error.detail.tag === 'refused' &&
    error.detail.answeredBy === 'hub' &&
    error.detail.status >= 500
  )
}
