import type { Ref } from 'react'
import { Button } from '../ui/Button.tsx'
import { formatAmount } from '../ui/format.ts'
import { ChevronIcon } from '../ui/icons.tsx'
import { Kbd } from '../ui/Kbd.tsx'
import { dock } from './dock-store.ts'
import { type ExchangeFilter, exchangeFilters } from './exchange-filter.ts'
import { type Exchange, exchanges } from './exchange-store.ts'
import { countOutcomes } from './outcome.ts'

interface Props {
  /** The switch, which gets the focus when the dock closes over it. */
  ref: Ref<HTMLButtonElement>
  list: readonly Exchange[]
  open: boolean
  filter: ExchangeFilter
  onFilter: (filter: ExchangeFilter) => void
}

/** The dock's one line that is always there: how many requests, how many of them refused. */
export function DockHeader({ ref, list, open, filter, onFilter }: Props) {
  const { refused, failed } = countOutcomes(list)
  return (
    <div
      className={`flex min-h-8 flex-wrap items-center gap-x-3 bg-sunken px-3 text-sm text-ink-2 wide:px-5 ${open ? 'border-b border-line' : ''}`}
    >
      <h2>
        <button
          ref={ref}
          type="button"
          aria-expanded={open}
          onClick={() => dock.toggle('dock')}
          className="-ml-1 flex items-center gap-1 rounded-md px-1 py-0.5 font-semibold text-ink hover:bg-hover"
        >
          <span className={open ? '' : 'rotate-180'}>
            <ChevronIcon />
          </span>
          Inspector
        </button>
      </h2>
      <span className="tabular-nums">{formatAmount(list.length, 'exchange')}</span>
      {refused > 0 && <span className="text-bad tabular-nums">{refused} refused</span>}
      {failed > 0 && <span className="text-bad tabular-nums">{failed} failed</span>}
      {open ? (
        <div className="ml-auto flex items-center gap-2">
          <Filters filter={filter} onFilter={onFilter} />
          <Button variant="quiet" size="small" onClick={() => exchanges.clear()}>
            Clear
          </Button>
        </div>
      ) : (
        <span className="ml-auto max-wide:hidden">
          <Kbd>i</Kbd>
        </span>
      )}
    </div>
  )
}

function Filters({ filter, onFilter }: Pick<Props, 'filter' | 'onFilter'>) {
  return (
    <fieldset className="flex items-center gap-0.5">
      <legend className="sr-only">Show exchanges</legend>
      {exchangeFilters.map((each) => (
        <button
          key={each}
          type="button"
          aria-pressed={each === filter}
          onClick={() => onFilter(each)}
          className="rounded-md border border-transparent px-1.5 hover:bg-hover aria-pressed:border-line-strong aria-pressed:bg-surface aria-pressed:text-ink"
        >
          {labels[each]}
        </button>
      ))}
    </fieldset>
  )
}

const labels: Record<ExchangeFilter, string> = {
  all: 'All',
  refused: 'Refused',
  streams: 'Streams',
  writes: 'Writes',
}
