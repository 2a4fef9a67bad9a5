import { type ReactNode, useId, useState } from 'react'
import { Button } from '../ui/Button.tsx'
import { Select } from '../ui/Select.tsx'
import { exchanges } from './record/exchange-store.ts'
import { hasTerm, parseFilter, toggleTerm } from './filter/filter.ts'
import { FilterField } from './filter/FilterField.tsx'
import { KeepSwitch } from './KeepSwitch.tsx'
import type { ListOrder } from './list/use-list-order.ts'

interface Props {
  filter: string
  onFilter: (filter: string) => void
  order: ListOrder
  onOrder: (order: ListOrder) => void
  /** `/` leads to the filter from the whole page. */
  everywhere?: boolean
  /** An imported list, of which nothing is forgotten. */
  readOnly?: boolean
  /** More that is done to the list, by buttons. */
  children?: ReactNode
}

/** What is done to the list: narrowed, ordered, kept, cleared. */
export function InspectorTools({
  filter,
  onFilter,
  order,
  onOrder,
  everywhere = false,
  readOnly = false,
  children,
}: Props) {
  const problemsId = useId()
  const moreId = useId()
  const [isMore, setMore] = useState(false)
  const problems = [...new Set(parseFilter(filter).flatMap(({ problem }) => problem ?? []))]
  return (
    // What lies over the list below must not be cut off at the edge of this.
    <div className="@container relative z-20">
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1 text-sm text-ink-2">
        <FilterField filter={filter} onFilter={onFilter} everywhere={everywhere} describedBy={problemsId} />
        <fieldset className="flex items-center gap-0.5">
          <legend className="sr-only">Show only</legend>
          {quick.map(({ term, label }) => (
            <button
              key={term}
              type="button"
              aria-pressed={hasTerm(filter, term)}
              onClick={() => onFilter(toggleTerm(filter, term))}
              className="rounded-md border border-transparent px-1.5 py-0.5 hover:bg-hover aria-pressed:border-line-strong aria-pressed:bg-selected aria-pressed:text-ink"
            >
              {label}
            </button>
          ))}
        </fieldset>
        <button
          type="button"
          aria-expanded={isMore}
          aria-controls={moreId}
          onClick={() => setMore(!isMore)}
          className="rounded-md px-1.5 py-0.5 hover:bg-hover aria-expanded:bg-selected @min-[47rem]:hidden"
        >
          More
        </button>
        <div
          id={moreId}
          className={`items-center gap-2 @max-[47rem]:basis-full @min-[47rem]:flex ${isMore ? 'flex flex-wrap' : 'hidden'}`}
        >
          <Select label="Order" hideLabel value={order} options={orders} onChange={onOrder} />
          {!readOnly && (
            <>
              <KeepSwitch />
              <Button variant="quiet" size="small" onClick={() => exchanges.clear()}>
                Clear
              </Button>
            </>
          )}
          {children}
        </div>
        <output id={problemsId} className={problems.length > 0 ? 'basis-full pb-1 text-bad' : 'sr-only'}>
          {problems.join(' ')}
        </output>
      </div>
    </div>
  )
}

const quick = [
  { term: 'is:refused', label: 'Refused' },
  { term: 'is:stream', label: 'Streams' },
  { term: 'is:write', label: 'Writes' },
] as const

const orders = [
  { value: 'action', label: 'By action' },
  { value: 'time', label: 'In order' },
] as const
