import { Fragment, useMemo } from 'react'
import { useClock } from '../../ui/use-clock.ts'
import { ActionRow } from './ActionRow.tsx'
import type { DockView } from '../dock/dock-store.ts'
import { ExchangeRow, rowHeight } from './ExchangeRow.tsx'
import type { Row } from './rows.ts'
import { useDrawnRows } from './use-drawn-rows.ts'
import { useRowKeys } from './use-row-keys.ts'
import { useStickToEnd } from './use-stick-to-end.ts'
import { waterfall } from './waterfall.ts'

interface Props {
  rows: readonly Row[]
  /** How many exchanges there are without the filter. */
  recorded: number
  view: DockView & { open: true }
  onSelect: (id: number) => void
  /** Undefined where nothing can be pinned. */
  onPin: ((id: number, pinned: boolean) => void) | undefined
  /** Opens or closes the exchanges of an action. */
  onToggle: (action: number, open: boolean) => void
}

/** The exchanges, oldest first; it stays at its end while the end is in sight. Arrow keys go from row to row. */
export function ExchangeTable({ rows, recorded, view, onSelect, onPin, onToggle }: Props) {
  const { selected } = view
  const { scroll, unseen, toEnd, onScroll } = useStickToEnd(rows, selected)
  const { active, index, onKeyDown, onFocus } = useRowKeys({ rows, view, scroll, onSelect, onPin, onToggle })
  const bars = useBars(rows)
  const drawn = useDrawnRows(rows, index, scroll)
  return (
    <div className="@container relative flex min-h-28 min-w-0 flex-1">
      <div ref={scroll} onScroll={onScroll} className="min-w-0 flex-1 overflow-x-hidden overflow-y-auto">
        <table className="w-full table-fixed border-collapse text-sm" aria-rowcount={rows.length + 1}>
          <caption className="sr-only">Requests of this page, oldest first</caption>
          <Head />
          <tbody>
            {drawn.map((at, position) => {
              const row = rows[at]
              if (!row) return null
              const gap = at - (drawn[position - 1] ?? -1) - 1
              const common = { index: at + 2, tabbable: row.key === active, onKeyDown }
              return (
                <Fragment key={row.key}>
                  {gap > 0 && <Gap rows={gap} />}
                  {row.kind === 'action' ? (
                    <ActionRow {...common} row={row} onToggle={onToggle} onFocus={onFocus} />
                  ) : (
                    <ExchangeRow
                      {...common}
                      exchange={row.exchange}
                      indented={row.within !== undefined}
                      bar={bars.get(row.exchange.id)}
                      selected={row.exchange.id === selected}
                      onSelect={onSelect}
                      onPin={onPin}
                    />
                  )}
                </Fragment>
              )
            })}
            <Gap rows={rows.length - 1 - (drawn.at(-1) ?? -1)} />
          </tbody>
        </table>
        {rows.length === 0 && (
          <p className="px-5 py-3 text-sm text-ink-3">
            {recorded === 0
              ? 'Requests of this page will be listed here.'
              : 'No exchange matches the filter so far.'}
          </p>
        )}
      </div>
      {unseen > 0 && (
        <button
          type="button"
          onClick={toEnd}
          className="absolute bottom-2 left-1/2 -translate-x-1/2 rounded-full border border-line-strong bg-surface px-2.5 py-0.5 text-sm shadow-float hover:bg-hover"
        >
          {unseen} newer
        </button>
      )}
    </div>
  )
}

function Head() {
  const cell =
    'sticky top-0 z-[2] h-[26px] bg-surface px-2 text-left font-semibold text-ink-2 shadow-[inset_0_-1px_var(--line)]'
  return (
    <thead>
      <tr aria-rowindex={1}>
        <th scope="col" className={`${cell} pl-3 wide:pl-5`}>
          Request
        </th>
        <th scope="col" className={`${cell} w-40 @max-2xl:hidden`}>
          Operation
        </th>
        <th scope="col" className={`${cell} w-14`}>
          Status
        </th>
        <th scope="col" className={`${cell} w-28 @max-md:hidden`}>
          Answered by
        </th>
        <th scope="col" className={`${cell} w-14 text-right`}>
          ms
        </th>
        <th scope="col" className={`${cell} w-28 @max-xl:hidden`}>
          Timeline
        </th>
      </tr>
    </thead>
  )
}

/** Rows that are not drawn, as empty height. */
function Gap({ rows }: { rows: number }) {
  return rows > 0 ? <tr aria-hidden="true" style={{ height: rows * rowHeight }} /> : null
}

/** Once a second while something is under way, else only when the list changes. */
function useBars(rows: readonly Row[]): ReturnType<typeof waterfall> {
  const list = useMemo(
    () =>
      rows
        .flatMap((row) => (row.kind === 'exchange' ? [row.exchange] : []))
        .toSorted((a, b) => a.askedAt - b.askedAt || a.id - b.id),
    [rows],
  )
  const pending = list.some(({ doneAt }) => doneAt === undefined)
  const tick = useClock((now) => (pending ? Math.floor(now / 1_000) : 0))
  return useMemo(
    () => waterfall(list, tick === 0 ? 0 : Math.max(tick * 1_000, list.at(-1)?.askedAt ?? 0)),
    [list, tick],
  )
}
