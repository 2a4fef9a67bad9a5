import type { ReactNode, Ref } from 'react'
import { ChevronIcon } from '../../ui/icons.tsx'
import { Kbd } from '../../ui/Kbd.tsx'
import { dock } from './dock-store.ts'
import { ExchangeCounts } from '../list/ExchangeCounts.tsx'
import type { Exchange } from '../record/exchange-store.ts'

interface Props {
  /** The switch, which gets the focus when the dock closes over it. */
  ref: Ref<HTMLButtonElement>
  list: readonly Exchange[]
  open: boolean
  /** The list's tools, while it is open. */
  children: ReactNode
}

/** The dock's one line that is always there: how many requests, how many of them refused. */
export function DockHeader({ ref, list, open, children }: Props) {
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
      <ExchangeCounts list={list} />
      {open ? (
        <div className="min-w-0 flex-1 py-0.5 max-wide:basis-full">{children}</div>
      ) : (
        <span className="ml-auto max-wide:hidden">
          <Kbd>i</Kbd>
        </span>
      )}
    </div>
  )
}
