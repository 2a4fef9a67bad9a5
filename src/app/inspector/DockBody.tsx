import { useMemo } from 'react'
import { type DockView, dock } from './dock-store.ts'
import { ExchangeDetail } from './ExchangeDetail.tsx'
import { type ExchangeFilter, filterExchanges } from './exchange-filter.ts'
import type { Exchange } from './exchange-store.ts'
import { ExchangeTable } from './ExchangeTable.tsx'

interface Props {
  list: readonly Exchange[]
  view: DockView & { open: true }
  filter: ExchangeFilter
}

/** The list of exchanges, and beside it (below it where it is narrow) the one that is looked at. */
export function DockBody({ list, view, filter }: Props) {
  const shown = useMemo(() => filterExchanges(list, filter), [list, filter])
  const { selected } = view
  return (
    // Escape belongs to what has the focus: first the explanation goes, then the dock.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div
      className="@container flex min-h-0 flex-1"
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.preventDefault()
        if (selected === undefined) dock.close()
        else dock.open(undefined, 'keys')
      }}
    >
      <div className="flex min-h-0 min-w-0 flex-1 flex-col @2xl:flex-row">
        <ExchangeTable
          key={filter}
          list={shown}
          recorded={list.length}
          view={view}
          onSelect={(id) => dock.open(id, 'dock')}
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
