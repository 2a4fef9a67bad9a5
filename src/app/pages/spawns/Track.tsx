import { isOver, type SpawnOutcome, type SpawnRecord } from '../../api/spawns/spawn-record.ts'
import { spawnTitle } from './lane-words.ts'
import type { Lane } from './lanes.ts'

const fills: Record<SpawnOutcome, string> = {
  waiting: 'bg-wait-fill',
  running: 'bg-wait-fill',
  confirming: 'bg-wait-fill',
  ready: 'bg-ok',
  failed: 'bg-bad',
  cancelled: 'bg-line-strong',
  lost: 'bg-line-strong',
}

interface TrackProps {
  record: SpawnRecord
  lane: Lane
  /** Length of the usual start in percent of the axis; undefined where it says nothing. */
  usual: number | undefined
}

/** A spawn on the time axis: its bar before the usual one, a tick per event, and how it stands in words. */
export function Track({ record, lane, usual }: TrackProps) {
  const end = lane.bar === undefined ? 0 : Math.max(lane.bar, 0.5)
  return (
    <div
      className={`relative h-8 max-wide:col-span-2 max-wide:mx-3.5 ${lane.bar === undefined ? 'max-wide:h-7' : 'max-wide:h-12'}`}
    >
      {usual !== undefined && (
        <div
          aria-hidden="true"
          className="absolute top-1 h-6 rounded-[3px] bg-sunken transition-[width] duration-1000 ease-linear"
          style={{ width: `${usual}%` }}
        />
      )}
      {lane.bar !== undefined && (
        <div
          {...meterOf(record, lane)}
          className={`absolute top-[11px] h-2.5 rounded-[3px] transition-[width] duration-1000 ease-linear ${fills[record.outcome]} ${lane.cut ? 'rounded-r-none mask-r-from-80%' : ''}`}
          style={{ width: `${end}%` }}
        />
      )}
      {lane.ticks.map((left, index) => (
        <div
          // Ticks have no other name than their place in the list, and are only ever added.
          // oxlint-disable-next-line react/no-array-index-key
          key={index}
          aria-hidden="true"
          className="absolute top-[7px] h-[18px] w-[1.5px] bg-ink-3 transition-[left] duration-1000 ease-linear"
          style={{ left: `${left}%` }}
        />
      ))}
      <p
        title={lane.text}
        className={`absolute right-0 truncate text-sm ease-linear wide:top-[7px] wide:transition-[left] wide:duration-1000 max-wide:left-0! ${lane.bar === undefined ? 'max-wide:top-0' : 'max-wide:top-7'}`}
        style={{ left: lane.bar === undefined ? 0 : `calc(${end}% + 15px)` }}
      >
        <span className={record.outcome === 'failed' ? 'text-bad' : 'text-ink-2'}>{lane.text}</span>
      </p>
    </div>
  )
}

/** Only what is under way has a progress; how a spawn ended stands beside it in words. */
function meterOf(record: SpawnRecord, lane: Lane) {
  if (isOver(record)) return { 'aria-hidden': true }
  return {
    role: 'progressbar',
    'aria-label': `Start of ${spawnTitle(record)}`,
    'aria-valuetext': lane.text,
    ...(record.progress === undefined ? {} : { 'aria-valuenow': Math.round(record.progress) }),
  }
}
