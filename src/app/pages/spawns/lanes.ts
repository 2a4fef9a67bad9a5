import { parseServerKey, serverLabel } from '#hub/server-key.ts'
import { isOver, lastHeard, type SpawnRecord, spawnDuration } from '../../api/spawn-record.ts'
import { formatDuration } from '../../ui/format.ts'

/** Milliseconds without an event after which a lane says so. */
const quietAfter = 20_000
/** The part of a lane that bars may fill; the rest is for the words beside them. */
const barRoom = 0.6
/** Bars longer than this many usual ones are cut: one stuck spawn must not make all others slivers. */
const cutAt = 4
const shortestAxis = 15_000

/** Milliseconds that an axis may end at, each divisible into a few round steps. */
const rounds = [
  15, 20, 30, 40, 60, 90, 120, 180, 240, 300, 450, 600, 900, 1_200, 1_800, 2_700, 3_600, 5_400, 7_200, 10_800,
  14_400, 21_600, 43_200, 86_400,
].map((seconds) => seconds * 1_000)

/** Where a lane stands among the others: what is under way, then what failed, then the rest. */
function rank(record: SpawnRecord): number {
  if (!isOver(record)) return 0
  return record.outcome === 'failed' ? 1 : 2
}

/** The lanes in order: under way with the longest first, then failed, then the rest, both with the latest first. */
export function orderLanes(records: Iterable<SpawnRecord>): SpawnRecord[] {
  return [...records].sort((a, b) => {
    if (rank(a) !== rank(b)) return rank(a) - rank(b)
    return rank(a) === 0 ? startOf(a) - startOf(b) : endOf(b) - endOf(a)
  })
}

function startOf(record: SpawnRecord): number {
  return record.startedAt ?? record.watchedAt
}

function endOf(record: SpawnRecord): number {
  return record.endedAt ?? record.finishedAt ?? 0
}

/** The middle one, in ms; undefined when there is none. */
export function median(durations: readonly number[]): number | undefined {
  const sorted = durations.toSorted((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  const [low, high] = [sorted[middle - 1], sorted[middle]]
  return sorted.length % 2 === 0 && low !== undefined && high !== undefined ? (low + high) / 2 : high
}

/** The time axis that all lanes share, in ms. Bars that end beyond `cut` are cut there. */
export interface Axis {
  end: number
  cut: number
  marks: number[]
}

export function axisOf(records: readonly SpawnRecord[], usual: number | undefined, now: number): Axis {
  const durations = records.map((record) => spawnDuration(record, now)).filter((ms) => ms !== undefined)
  const limit = Math.max(60_000, cutAt * (usual ?? median(durations) ?? 0))
  const longest = Math.max(usual ?? 0, ...durations.map((ms) => Math.min(ms, limit)))
  const wanted = Math.max(shortestAxis, longest / barRoom)
  const end = rounds.find((round) => round >= wanted) ?? Math.ceil(wanted / 86_400_000) * 86_400_000
  const step = steps.find((step) => end / step <= 5 && end % step === 0) ?? end / 4
  return {
    end,
    cut: end * barRoom,
    marks: Array.from({ length: Math.floor(end / step) + 1 }, (_, index) => index * step),
  }
}

const steps = [
  3, 5, 10, 15, 20, 30, 60, 90, 120, 150, 180, 300, 600, 900, 1_800, 3_600, 7_200, 10_800, 21_600,
].map((seconds) => seconds * 1_000)

/** Milliseconds between two looks at the clock. */
const ahead = 1_000

/** What a lane draws; places in percent of the axis. */
export interface Lane {
  /** Length of the bar; undefined when start or end are not known. */
  bar: number | undefined
  /** The bar is cut: it would end beyond. */
  cut: boolean
  ticks: number[]
  /** Beside the bar. */
  text: string
  /** How long, or undefined when that is not known. */
  duration: number | undefined
  /** Under way, and nothing has been heard for a while. */
  quiet: boolean
}

export function laneOf(record: SpawnRecord, axis: Axis, now: number): Lane {
  const duration = spawnDuration(record, now)
  const place = (ms: number) => (100 * Math.min(ms, axis.cut)) / axis.end
  const { startedAt } = record
  const ticks =
    startedAt === undefined
      ? []
      : record.events.flatMap(({ at }) =>
          at === undefined || at - startedAt > axis.cut ? [] : [Math.max(0, place(at - startedAt))],
        )
  // What is under way is drawn where it will be at the next look: the bar moves there meanwhile.
  const reach = duration === undefined ? undefined : place(isOver(record) ? duration : duration + ahead)
  return {
    bar: reach === undefined ? undefined : Math.max(reach, ...ticks),
    cut: duration !== undefined && duration > axis.cut,
    ticks,
    text: laneText(record, now),
    duration,
    quiet: isQuiet(record, now),
  }
}

function isQuiet(record: SpawnRecord, now: number): boolean {
  return record.outcome === 'running' && now - lastHeard(record) >= quietAfter
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

/** The spawner's words, without the ones the hub puts before them. */
export function failureWords(record: SpawnRecord): string {
  return record.reason?.replace(/^Spawn failed: /, '') || 'the spawner gave no reason'
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
    ...(usual === undefined ? [] : [`usual start ${formatDuration(usual)}`]),
  ].join(' · ')
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
