import { formatAmount, formatCount } from '../../ui/format.ts'
import type { Exchange } from '../record/exchange-store.ts'
import { countOutcomes } from '../record/outcome.ts'

interface Props {
  list: readonly Exchange[]
  /** How many of them the filter lets through; undefined without a filter. */
  shown?: number | undefined
}

/** How many requests, how many of them refused. */
export function ExchangeCounts({ list, shown }: Props) {
  const { refused, failed } = countOutcomes(list)
  return (
    <span className="flex gap-3">
      <span className="tabular-nums">
        {shown !== undefined && `${formatCount(shown)} of `}
        {formatAmount(list.length, 'exchange')}
      </span>
      {refused > 0 && <span className="text-bad tabular-nums">{refused} refused</span>}
      {failed > 0 && <span className="text-bad tabular-nums">{failed} failed</span>}
    </span>
  )
}
