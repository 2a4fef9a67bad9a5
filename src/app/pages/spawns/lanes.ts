import { isOver, type SpawnRecord, spawnDuration } from '../../api/spawns/spawn-record.ts'
import { endOf, isQuiet, laneText } from './lane-words.ts'

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
