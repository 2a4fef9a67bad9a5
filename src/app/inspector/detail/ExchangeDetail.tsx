import { useEffect, useRef } from 'react'
import { CloseIcon } from '../../ui/icons.tsx'
import { Tabs } from '../../ui/Tabs.tsx'
import { CodePanel } from '../copies/CodePanel.tsx'
import { ArrivalPanel } from './ArrivalPanel.tsx'
import { type DetailPart, partsOf, useDetailPart } from './detail-part.ts'
import { ExchangeHead } from './ExchangeHead.tsx'
import { FramesPanel } from './FramesPanel.tsx'
import { RequestPanel, ResponsePanel } from './MessagePanels.tsx'
import { OverviewPanel } from './OverviewPanel.tsx'
import type { DockView } from '../dock/dock-store.ts'
import type { Exchange } from '../record/exchange-store.ts'
import { type Explained, useExplained } from '../findings/use-explained.ts'

interface Props {
  /** Undefined when it is not recorded, or no longer. */
  exchange: Exchange | undefined
  view: DockView & { open: true }
  onClose: () => void
}

/** One exchange, taken apart: when something went wrong why, then what was sent, what came back, and what arrived. */
export function ExchangeDetail({ exchange, view, onClose }: Props) {
  const box = useRef<HTMLElement>(null)
  useEffect(() => {
    // What was pressed to send it again went with the exchange before.
    if (view.arrival === 'notice' || view.arrival === 'sent') box.current?.focus()
  }, [view])
  return (
    <article
      ref={box}
      aria-label="Exchange"
      // The keyboard scrolls it, and a failure notice leads here.
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      className="@container relative min-h-0 min-w-0 flex-1 overflow-auto border-line p-3 -outline-offset-2 @max-2xl:basis-1/2 @max-2xl:border-t @2xl:border-l @2xl:px-4"
    >
      <button
        type="button"
        aria-label="Close exchange"
        onClick={onClose}
        className="absolute top-2 right-2 rounded-md p-1 text-ink-2 hover:bg-hover hover:text-ink"
      >
        <CloseIcon />
      </button>
      {exchange ? <Parts exchange={exchange} isNotice={view.arrival === 'notice'} /> : <Gone />}
    </article>
  )
}

function Parts({ exchange, isNotice }: { exchange: Exchange; isNotice: boolean }) {
  const explained = useExplained(exchange)
  const [part, setPart] = useDetailPart(exchange, isNotice)
  return (
    <div className="grid grid-cols-1 gap-2">
      <ExchangeHead exchange={exchange} explained={explained} />
      <Tabs label="Parts of the exchange" value={part} onChange={setPart} tabs={partsOf(exchange)}>
        <Part part={part} exchange={exchange} explained={explained} />
      </Tabs>
    </div>
  )
}

interface PartProps {
  part: DetailPart
  exchange: Exchange
  explained: Explained
}

function Part({ part, exchange, explained }: PartProps) {
  switch (part) {
    case 'overview':
      return <OverviewPanel exchange={exchange} explained={explained} />
    case 'request':
      return <RequestPanel exchange={exchange} />
    case 'response':
      return <ResponsePanel exchange={exchange} />
    case 'frames':
      return <FramesPanel exchange={exchange} />
    case 'arrival':
      return <ArrivalPanel arrival={exchange.arrival} />
    case 'code':
      return <CodePanel exchange={exchange} />
  }
}

function Gone() {
  return (
    <p className="pr-8 text-ink-2">
      This exchange is no longer in the record: it was cleared, made room for newer ones, or was made before
      the page was loaded.
    </p>
  )
}
