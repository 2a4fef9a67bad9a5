import { useMemo, useState } from 'react'
import { type DockView, dock } from './dock/dock-store.ts'
import { ExchangeDetail } from './detail/ExchangeDetail.tsx'
import { type Exchange, exchanges } from './record/exchange-store.ts'
import { ExchangeTable } from './list/ExchangeTable.tsx'
import { filterExchanges, parseFilter } from './filter/filter.ts'
import type { ListOrder } from './list/use-list-order.ts'
import { rowsByAction, rowsInOrder } from './list/rows.ts'

interface Props {
  list: readonly Exchange[]
  view: DockView & { open: true }
  filter: string
  order: ListOrder
  /** An imported list, of which nothing can be pinned. */
  readOnly?: boolean
  /** Leaves the inspector, when nothing is selected any more. */
  onLeave?: (() => void) | undefined
}

/** The list of exchanges, and beside it (below it where it is narrow) the one that is looked at. */
export function InspectorBody({ list, view, filter, order, readOnly = false, onLeave }: Props) {
  const { selected } = view
  const [closed, setClosed] = useState<ReadonlySet<number>>(new Set())
  const [seen, setSeen] = useState<number>()
  if (selected !== seen) {
    setSeen(selected)
    const deed = list.find(({ id }) => id === selected)?.action?.id
    // What is looked at is in sight.
    if (deed !== undefined && closed.has(deed)) setClosed(without(closed, deed))
  }
  const rows = useMemo(() => {
    const shown = filterExchanges(list, parseFilter(filter))
    return order === 'action' ? rowsByAction(shown, closed, list) : rowsInOrder(shown)
  }, [list, filter, order, closed])
  return (
    // Escape belongs to what has the focus: first the explanation goes, then the dock.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div
      className="@container flex min-h-0 flex-1"
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented) return
        if (selected === undefined && !onLeave) return
        event.preventDefault()
        if (selected === undefined) onLeave?.()
        else dock.open(undefined, 'keys')
      }}
    >
      <div className="flex min-h-0 min-w-0 flex-1 flex-col @2xl:flex-row">
        <ExchangeTable
          key={order}
          rows={rows}
          recorded={list.length}
          view={view}
          onPin={readOnly ? undefined : (id, pinned) => exchanges.pin(id, pinned)}
          onSelect={(id) => dock.open(id, 'dock')}
          onToggle={(action, open) =>
            setClosed(open ? without(closed, action) : new Set([...closed, action]))
          }
        />
        {selected !== undefined && (
          <ExchangeDetail
            key={selected}
            exchange={list.find(({ id }) => id === selected)}
            view={view}
            onClose={() => dock.open(undefined, 'keys')}
          />
        )}
      </div>
    </div>
  )
}

function without(set: ReadonlySet<number>, value: number): ReadonlySet<number> {
  const rest = new Set(set)
  rest.delete(value)
  return rest
}
