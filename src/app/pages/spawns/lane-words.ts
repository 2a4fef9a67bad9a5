import { parseServerKey, serverLabel } from '#hub/server-key.ts'
import {
  failureReason,
  isOver,
  lastHeard,
  lastWordsBeforeFailure,
  type SpawnRecord,
} from '../../api/spawns/spawn-record.ts'
import { formatDuration } from '../../ui/format.ts'

/** Milliseconds without an event after which a lane says so. */
const quietAfter = 20_000

/** Under way, and nothing has been heard for a while. */
export function isQuiet(record: SpawnRecord, now: number): boolean {
  return record.outcome === 'running' && now - lastHeard(record) >= quietAfter
}

/** When it ended, as far as that is known; else when this page learned of it. */
export function endOf(record: SpawnRecord): number {
  return record.endedAt ?? record.finishedAt ?? 0
}

/** How it stands, in a line. */
export function laneText(record: SpawnRecord, now: number): string {
  switch (record.outcome) {
    case 'waiting':
      return 'starting; its events are not heard yet'
    case 'running': {
      const percent = record.progress === undefined ? [] : [`${Math.round(record.progress)} %`]
      const quiet = isQuiet(record, now) ? [`no event for ${formatDuration(now - lastHeard(record))}`] : []
      return (
        [...percent, ...quiet, ...(record.message ? [record.message] : [])].join(' · ') ||
        'waiting for the first event'
      )
    }
    case 'confirming':
      return 'said to be ready; asking the hub'
    case 'ready':
      if (record.routed === undefined) return 'ready'
      return record.routed ? 'ready, route confirmed' : 'ready, but the proxy has no route to it'
    case 'failed':
      return `failed: ${failureWords(record)}`
    case 'cancelled':
      return 'stopped before it was ready'
    case 'lost':
      return `lost sight of it: ${record.reason ?? 'the hub does not say how it ended'}`
  }
}

/** The spawner's words; without any, as after a timeout, the last event is the best clue there is. */
export function failureWords(record: SpawnRecord): string {
  const reason = failureReason(record)
  if (reason !== undefined) return reason
  const last = lastWordsBeforeFailure(record)
  return last === undefined
    ? 'the spawner gave no reason'
    : `the spawner gave no reason; its last event: ${last}`
}

/** What a person calls the server: `alice’s default server`, `alice/gpu`. */
export function spawnTitle(record: Pick<SpawnRecord, 'key'>): string {
  const name = parseServerKey(record.key)
  if (!name) return record.key
  return name.server === '' ? `${name.user}’s ${serverLabel('')} server` : record.key
}

/** The page's figures in a line: `3 starting · 1 failed in the last hour · usual start 22 s`. */
export function summaryOf(records: readonly SpawnRecord[], usual: number | undefined, now: number): string {
  const starting = records.filter((record) => !isOver(record)).length
  const failed = records.filter(
    (record) => record.outcome === 'failed' && now - endOf(record) < 60 * 60_000,
  ).length
  return [
    `${starting} starting`,
    ...(failed > 0 ? [`${failed} failed in the last hour`] : []),
    ...(usual === undefined ? [] : [`usual start ${formatStart(usual)}`]),
  ].join(' · ')
}

/** How long a start takes, from ms: `18 s`; short ones, of which `0 s` would say nothing, are `under 1 s`. */
export function formatStart(ms: number): string {
  return ms < 1_000 ? 'under 1 s' : formatDuration(ms)
}

/** A moment of a spawn since its start: `00:05.1`, from an hour on `1:00:05`. */
export function formatOffset(ms: number): string {
  const seconds = Math.max(0, ms) / 1_000
  const hours = Math.floor(seconds / 3_600)
  const minutes = String(Math.floor((seconds % 3_600) / 60)).padStart(2, '0')
  const rest = seconds % 60
  if (hours > 0) return `${hours}:${minutes}:${String(Math.floor(rest)).padStart(2, '0')}`
  return `${minutes}:${(Math.floor(rest * 10) / 10).toFixed(1).padStart(4, '0')}`
}

/** What to say of a mark on the axis. */
export function markText(ms: number): string {
  if (ms < 120_000) return `${Math.round(ms / 1_000)} s`
  if (ms < 7_200_000) return `${Math.round((10 * ms) / 60_000) / 10} m`
  return `${Math.round((10 * ms) / 3_600_000) / 10} h`
}
