import { Fragment, useMemo } from 'react'
import { useClock } from '../ui/use-clock.ts'
import type { DockView } from './dock-store.ts'
import { ExchangeRow, rowHeight } from './ExchangeRow.tsx'
import type { Exchange } from './exchange-store.ts'
import { useDrawnRows } from './use-drawn-rows.ts'
import { useRowKeys } from './use-row-keys.ts'
import { useStickToEnd } from './use-stick-to-end.ts'
import { waterfall } from './waterfall.ts'

interface Props {
  list: readonly Exchange[]
  /** How many there are without the filter. */
  recorded: number
  view: DockView & { open: true }
  onSelect: (id: number) => void
}

/** The exchanges in order of asking; it stays at its end while the end is in sight. Arrow keys go from row to row. */
export function ExchangeTable({ list, recorded, view, onSelect }: Props) {
  const { selected } = view
  const { scroll, unseen, toEnd, onScroll } = useStickToEnd(list, selected)
  const index = list.findIndex(({ id }) => id === selected)
  const bars = useBars(list)
  const drawn = useDrawnRows(list, index, scroll)
  const onKeyDown = useRowKeys({ list, index, view, scroll, onSelect })
  return (
    <div className="@container relative flex min-h-28 min-w-0 flex-1">
      <div ref={scroll} onScroll={onScroll} className="min-w-0 flex-1 overflow-auto">
        <table className="w-full table-fixed border-collapse text-sm" aria-rowcount={list.length + 1}>
          <caption className="sr-only">Requests of this page, oldest first</caption>
          <Head />
          <tbody>
            {drawn.map((row, position) => {
              const exchange = list[row]
              if (!exchange) return null
              const gap = row - (drawn[position - 1] ?? -1) - 1
              return (
                <Fragment key={exchange.id}>
                  {gap > 0 && <Gap rows={gap} />}
                  <ExchangeRow
                    exchange={exchange}
                    index={row + 2}
                    bar={bars.get(exchange.id)}
                    selected={exchange.id === selected}
                    tabbable={exchange.id === selected || (index < 0 && row === list.length - 1)}
                    onSelect={onSelect}
                    onKeyDown={onKeyDown}
                  />
                </Fragment>
              )
            })}
            <Gap rows={list.length - 1 - (drawn.at(-1) ?? -1)} />
          </tbody>
        </table>
        {list.length === 0 && (
          <p className="px-5 py-3 text-sm text-ink-3">
            {recorded === 0
              ? 'Requests of this page will be listed here.'
              : 'No exchange of this kind so far.'}
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
    'sticky top-0 z-[1] h-[26px] bg-surface px-2 text-left font-semibold text-ink-2 shadow-[inset_0_-1px_var(--line)]'
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
        <th scope="col" className={`${cell} w-28 @max-sm:hidden`}>
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
function useBars(list: readonly Exchange[]): ReturnType<typeof waterfall> {
  const pending = list.some(({ doneAt }) => doneAt === undefined)
  const tick = useClock((now) => (pending ? Math.floor(now / 1_000) : 0))
  return useMemo(
    () => waterfall(list, tick === 0 ? 0 : Math.max(tick * 1_000, list.at(-1)?.askedAt ?? 0)),
    [list, tick],
  )
}
