import { Link, useSearchParams } from 'react-router'
import { parseServerKey, type ServerKey, serverLabel } from '#hub/server-key.ts'
import { isOver, type SpawnRecord } from '../../api/spawns/spawn-record.ts'
import { formatDuration, formatRelative } from '../../ui/format.ts'
import { formatStart, markText, spawnTitle } from './lane-words.ts'
import { type Axis, type Lane, laneOf } from './lanes.ts'
import { Track } from './Track.tsx'

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
        {lane.duration !== undefined &&
          (isOver(record) ? formatStart(lane.duration) : formatDuration(lane.duration))}
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
