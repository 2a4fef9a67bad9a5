import type { Exchange } from '../record/exchange-store.ts'
import { ExchangeFacts } from './ExchangeFacts.tsx'
import { deedOf } from '../record/exchange-words.ts'
import { FindingView } from '../findings/FindingView.tsx'
import { outcomeOf } from '../record/outcome.ts'
import { twinRequestOf } from '../findings/twin-request.ts'
import type { Explained } from '../findings/use-explained.ts'

interface Props {
  exchange: Exchange
  explained: Explained
}

/** Why it went wrong, when it did; then what it was, who answered, and where the time went. */
export function OverviewPanel({ exchange, explained }: Props) {
  const [finding, ...others] = explained.findings
  const whose = explained.from && explained.evidence?.credential?.name
  return (
    <div className="grid grid-cols-1 gap-3">
      {whose !== undefined && <p className="text-sm text-ink-3">“You” is {whose} here, whose token asked.</p>}
      {finding ? (
        <FindingView
          finding={finding}
          others={others}
          request={explained.from ? undefined : twinRequestOf(exchange)}
          refusedWith={exchange.error?.message}
          canAsk={explained.from === undefined}
        />
      ) : (
        <div>
          <h3 className="text-lg font-semibold first-letter:uppercase">{deedOf(exchange)}</h3>
          <p className="text-ink-2">{calm[outcomeOf(exchange)]}</p>
        </div>
      )}
      <ExchangeFacts exchange={exchange} explained={explained} />
    </div>
  )
}

const calm = {
  answered: 'Answered as it should be.',
  'under-way': 'Still under way.',
  'taken-back': 'This page took the request back: nobody was waiting for its answer any more.',
  refused: 'Refused, by something that none of the known causes explains.',
  failed: 'It got no usable answer, and none of the known causes explains why.',
} as const
