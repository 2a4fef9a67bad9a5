import { type KeyboardEvent, memo } from 'react'
import { formatAmount, formatLatency } from '../../ui/format.ts'
import { ChevronIcon } from '../../ui/icons.tsx'
import { durationOfGroup, type Group, type GroupTone, outcomeOfGroup, type Row } from './rows.ts'

interface Props {
  row: Extract<Row, { kind: 'action' }>
  /** Counting the header as 1. */
  index: number
  /** The one row that the Tab key stops at. */
  tabbable: boolean
  onToggle: (action: number, open: boolean) => void
  onKeyDown: (event: KeyboardEvent) => void
  onFocus: (key: string) => void
}

/** The heading over the exchanges of one deed: what it was, and how it ended. */
export const ActionRow = memo(function ActionRow({
  row,
  index,
  tabbable,
  onToggle,
  onKeyDown,
  onFocus,
}: Props) {
  const { key, group, open } = row
  const { id } = group.action
  return (
    <tr aria-rowindex={index} className="group/row">
      <th scope="row" className="relative h-[26px] p-0 font-normal">
        <button
          type="button"
          data-row={key}
          aria-expanded={open}
          tabIndex={tabbable ? 0 : -1}
          onClick={() => onToggle(id, !open)}
          onKeyDown={onKeyDown}
          onFocus={() => onFocus(key)}
          // Across the columns, of which there are fewer where it is narrow.
          className="absolute inset-y-0 left-0 z-[1] flex w-[100cqw] scroll-my-8 items-center gap-1.5 border-b border-line bg-sunken pr-5 pl-2 text-left -outline-offset-2 group-hover/row:bg-hover wide:pl-4"
        >
          <span className={open ? '' : '-rotate-90'}>
            <ChevronIcon />
          </span>
          <Summary group={group} />
        </button>
      </th>
    </tr>
  )
})

/** "Stop alice/gpu · 3 exchanges · stopped after 1.2 s" */
function Summary({ group }: { group: Group }) {
  const { text, tone } = outcomeOfGroup(group)
  const took = durationOfGroup(group)
  return (
    <>
      <b className="truncate font-semibold">{group.action.label}</b>
      <span className="shrink-0 text-ink-3 tabular-nums">
        · {countOf(group)} · <span className={tones[tone]}>{text}</span>
        {took !== undefined && ` after ${formatLatency(took)}`}
      </span>
    </>
  )
}

function countOf({ shown, exchanges }: Group): string {
  const all = formatAmount(exchanges.length, 'exchange')
  return shown === exchanges.length ? all : `${shown} of ${all}`
}

const tones: Record<GroupTone, string> = { good: 'text-ok', bad: 'text-bad', open: 'text-ink-2' }
