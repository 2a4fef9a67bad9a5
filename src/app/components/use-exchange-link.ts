import { useLocation } from 'react-router'
import { HubFailure } from '#hub/errors.ts'
import { exchanges } from '../inspector/exchange-store.ts'

/** A link that opens the inspector at the exchange which ended in this error; undefined when the record has none. */
export function useExchangeLink(error: unknown): { search: string } | undefined {
  const { search } = useLocation()
  if (!(error instanceof HubFailure)) return undefined
  const exchange = exchanges.snapshot().findLast((row) => row.error === error.detail)
  if (!exchange) return undefined
  const params = new URLSearchParams(search)
  params.set('inspect', String(exchange.id))
  return { search: `?${params}` }
}
