import { Link, useSearchParams } from 'react-router'
import { parseServerKey, type ServerKey, serverLabel } from '#hub/server-key.ts'
import { isOver, type SpawnOutcome, type SpawnRecord } from '../../api/spawn-record.ts'
import { formatDuration, formatRelative } from '../../ui/format.ts'
import { type Axis, type Lane, laneOf, markText, spawnTitle } from './lanes.ts'

interface LanesProps {
  records: readonly SpawnRecord[]
  axis: Axis
  /** How long a start usually takes, in ms. */
  usual: number | undefined
  /** By the clock of the records. */
  now: number
  selected: ServerKey | undefined
}

/** One lane per spawn, on a common time axis. */
export function Lanes({ records, axis, usual, now, selected }: LanesProps) {
  const shared = usual === undefined ? undefined : (100 * Math.min(usual, axis.cut)) / axis.end
  return (
    <div>
      <ul aria-label="Spawns" className="overflow-hidden rounded-lg border border-line bg-surface">
        {records.map((record) => (
          <LaneRow
            key={record.key}
            record={record}
            lane={laneOf(record, axis, now)}
            usual={comparable(record) ? shared : undefined}
            now={now}
            selected={record.key === selected}
          />
        ))}
      </ul>
      <AxisMarks axis={axis} />
    </div>
  )
}

/** What failed or was cancelled took the time it took. */
function comparable(record: SpawnRecord): boolean {
  return record.startedAt !== undefined && (!isOver(record) || record.outcome === 'ready')
}

const grid = 'grid grid-cols-[210px_1fr_96px] max-wide:grid-cols-[1fr_96px]'

interface LaneRowProps {
  record: SpawnRecord
  lane: Lane
  usual: number | undefined
  now: number
  selected: boolean
}

function LaneRow({ record, lane, usual, now, selected }: LaneRowProps) {
  const name = parseServerKey(record.key)
  const back = selected ? 'bg-selected' : record.outcome === 'failed' ? 'bg-bad-soft' : 'hover:bg-hover'
  return (
    <li
      aria-current={selected || undefined}
      className={`relative min-h-[50px] [content-visibility:auto] items-center border-t border-line first:border-t-0 ${grid} ${back}`}
    >
      <div className="grid min-w-0 px-3.5 py-1.5">
        <LaneLink record={record} title={spawnTitle(record)}>
          {name?.user ?? record.key}
        </LaneLink>
        <span className="truncate text-ink-3">
          {serverLabel(name?.server ?? '')}
          {record.profile === undefined ? '' : ` · profile ${record.profile}`}
        </span>
      </div>
      <Track record={record} lane={lane} usual={usual} />
      <div
        className={`px-3.5 text-right whitespace-nowrap tabular-nums max-wide:row-start-1 max-wide:col-start-2 ${lane.quiet ? 'text-wait' : ''}`}
      >
        {lane.duration !== undefined && formatDuration(lane.duration)}
        {isOver(record) && (
          <span className="block text-xs text-ink-3">
            {formatRelative(record.endedAt ?? record.finishedAt ?? now, now)}
          </span>
        )}
      </div>
    </li>
  )
}

/** The lane's name is its link, and the whole lane its surface. */
function LaneLink({ record, title, children }: { record: SpawnRecord; title: string; children: string }) {
  const [search] = useSearchParams()
  const next = new URLSearchParams(search)
  next.set('server', record.key)
  return (
    <Link
      to={{ search: `?${next}` }}
      replace
      title={title}
      className="truncate font-semibold after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent"
    >
      {children}
    </Link>
  )
}

const fills: Record<SpawnOutcome, string> = {
  waiting: 'bg-wait-fill',
  running: 'bg-wait-fill',
  confirming: 'bg-wait-fill',
  ready: 'bg-ok',
  failed: 'bg-bad',
  cancelled: 'bg-line-strong',
  lost: 'bg-line-strong',
}

function Track({ record, lane, usual }: { record: SpawnRecord; lane: Lane; usual: number | undefined }) {
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

function AxisMarks({ axis }: { axis: Axis }) {
  return (
    <div aria-hidden="true" className={`py-1.5 text-xs text-ink-3 max-wide:px-3.5 ${grid}`}>
      <div className="relative h-4 max-wide:col-span-2 wide:col-start-2">
        {axis.marks.map((mark, index) => (
          <span
            key={mark}
            className={`absolute whitespace-nowrap tabular-nums ${index === 0 ? '' : mark === axis.end ? '-translate-x-full' : '-translate-x-1/2'}`}
            style={{ left: `${(100 * mark) / axis.end}%` }}
          >
            {markText(mark)}
          </span>
        ))}
      </div>
    </div>
  )
}
