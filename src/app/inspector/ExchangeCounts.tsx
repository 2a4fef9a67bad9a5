import { formatAmount } from '../ui/format.ts'
import type { Exchange } from './exchange-store.ts'
import { countOutcomes } from './outcome.ts'

/** How many requests, how many of them refused. */
export function ExchangeCounts({ list }: { list: readonly Exchange[] }) {
  const { refused, failed } = countOutcomes(list)
  return (
    <span className="flex gap-3">
      <span className="tabular-nums">{formatAmount(list.length, 'exchange')}</span>
      {refused > 0 && <span className="text-bad tabular-nums">{refused} refused</span>}
      {failed > 0 && <span className="text-bad tabular-nums">{failed} failed</span>}
    </span>
  )
}
