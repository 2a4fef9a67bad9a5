import { type KeyboardEvent, memo } from 'react'
import { PinIcon } from '../../ui/icons.tsx'
import type { Exchange } from '../record/exchange-store.ts'
import {
  answererText,
  deedOf,
  millisecondsText,
  readableTarget,
  statusText,
} from '../record/exchange-words.ts'
import { type Outcome, outcomeOf } from '../record/outcome.ts'
import { rowKey } from './rows.ts'
import { Timeline } from './Timeline.tsx'
import type { Bar } from './waterfall.ts'

/** Pixels. */
export const rowHeight = 26

interface Props {
  exchange: Exchange
  /** Counting the header as 1. */
  index: number
  bar: Bar | undefined
  selected: boolean
  /** It belongs to a deed whose heading is above. */
  indented: boolean
  /** The one row that the Tab key stops at; the arrow keys reach the others. */
  tabbable: boolean
  onSelect: (id: number) => void
  onPin: ((id: number, pinned: boolean) => void) | undefined
  onKeyDown: (event: KeyboardEvent) => void
}

/** One exchange in the list. A click anywhere on it opens it; the button is there for the keyboard. */
export const ExchangeRow = memo(function ExchangeRow({
  exchange,
  index,
  bar,
  selected,
  indented,
  tabbable,
  onSelect,
  onPin,
  onKeyDown,
}: Props) {
  const outcome = outcomeOf(exchange)
  const target = `${exchange.method} ${readableTarget(exchange)}`
  const { id, sentAt, askedAt, doneAt, pinned } = exchange
  return (
    <tr
      aria-rowindex={index}
      aria-current={selected || undefined}
      onClick={() => onSelect(id)}
      className="group/row cursor-default"
    >
      <td className={`${cell} py-0 ${indented ? 'pl-7 wide:pl-9' : 'pl-3 wide:pl-5'}`}>
        <span className="flex items-center">
          <button
            type="button"
            data-row={rowKey(id)}
            tabIndex={tabbable ? 0 : -1}
            title={target}
            aria-keyshortcuts={onPin && 'p'}
            onKeyDown={onKeyDown}
            className="min-w-0 flex-1 scroll-my-8 truncate text-left font-mono"
          >
            {target}
            {pinned && <span className="sr-only">, pinned</span>}
          </button>
          {/* For the mouse: the keyboard has p, and both have the button beside the exchange's facts. */}
          {onPin && (
            <span
              aria-hidden="true"
              title={pinned ? 'Unpin (p)' : 'Pin (p)'}
              onClick={(event) => {
                event.stopPropagation()
                onPin(id, !pinned)
              }}
              className={`rounded-sm p-0.5 hover:text-ink ${pinned ? 'text-accent' : 'text-ink-3 opacity-0 group-hover/row:opacity-100'}`}
            >
              <PinIcon filled={pinned} />
            </span>
          )}
        </span>
      </td>
      <td className={`${cell} truncate text-ink-2 @max-2xl:hidden`}>{deedOf(exchange)}</td>
      <td className={`${cell} font-mono text-xs font-semibold ${tones[outcome]}`}>{statusText(exchange)}</td>
      <td className={`${cell} truncate @max-md:hidden`}>{answererText(exchange)}</td>
      <td className={`${cell} text-right tabular-nums`}>
        {doneAt === undefined ? '' : millisecondsText(doneAt - (sentAt ?? askedAt))}
      </td>
      <td className={`${cell} @max-xl:hidden`}>{bar && <Timeline bar={bar} outcome={outcome} />}</td>
    </tr>
  )
})

const cell =
  'h-[26px] border-b border-line px-2 whitespace-nowrap group-hover/row:bg-hover group-aria-[current=true]/row:bg-selected'

const tones: Record<Outcome, string> = {
  'under-way': 'text-ink-3',
  answered: 'text-ok',
  refused: 'text-bad',
  failed: 'text-bad',
  'taken-back': 'text-ink-3',
}
