import { useEffect, useRef } from 'react'
import { diagnose } from '#diagnosis/diagnose.ts'
import { usePermissions } from '../api/permissions.ts'
import { CloseIcon } from '../ui/icons.tsx'
import type { DockView } from './dock-store.ts'
import { evidenceOf } from './evidence-of.ts'
import { ExchangeFacts } from './ExchangeFacts.tsx'
import type { Exchange } from './exchange-store.ts'
import { deedOf } from './exchange-words.ts'
import { FindingView } from './FindingView.tsx'
import { outcomeOf } from './outcome.ts'

interface Props {
  /** Undefined when it is not recorded, or no longer. */
  exchange: Exchange | undefined
  view: DockView & { open: true }
  onClose: () => void
}

/** What one exchange was, and when something went wrong, why. */
export function ExchangeDetail({ exchange, view, onClose }: Props) {
  const box = useRef<HTMLElement>(null)
  useEffect(() => {
    if (view.arrival === 'notice') box.current?.focus()
  }, [view])
  return (
    <article
      ref={box}
      aria-label="Exchange"
      // The keyboard scrolls it, and a failure notice leads here.
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      className="relative min-h-0 min-w-0 flex-1 overflow-auto border-line p-3 pr-10 -outline-offset-2 @max-2xl:basis-1/2 @max-2xl:border-t @2xl:border-l @2xl:px-4"
    >
      <button
        type="button"
        aria-label="Close exchange"
        onClick={onClose}
        className="absolute top-2 right-2 rounded-md p-1 text-ink-2 hover:bg-hover hover:text-ink"
      >
        <CloseIcon />
      </button>
      {exchange ? <Explained exchange={exchange} /> : <Gone />}
    </article>
  )
}

function Explained({ exchange }: { exchange: Exchange }) {
  const permissions = usePermissions()
  const evidence = evidenceOf(exchange, permissions)
  const [finding, ...others] = evidence ? diagnose(evidence) : []
  return (
    <div className="grid grid-cols-1 gap-3">
      {finding ? (
        <FindingView finding={finding} others={others} />
      ) : (
        <div>
          <h3 className="text-lg font-semibold first-letter:uppercase">{deedOf(exchange)}</h3>
          <p className="text-ink-2">{calm[outcomeOf(exchange)]}</p>
        </div>
      )}
      <ExchangeFacts exchange={exchange} />
    </div>
  )
}

const calm = {
  answered: 'Answered as it should be.',
  'under-way': 'Still under way.',
  'taken-back': 'This page took the request back: nobody was waiting for its answer any more.',
  refused: '',
  failed: '',
} as const

function Gone() {
  return (
    <p className="text-ink-2">
      This exchange is no longer in the record: it was cleared, made room for newer ones, or was made before
      the page was loaded.
    </p>
  )
}
