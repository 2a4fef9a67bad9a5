import type { Exchange } from './exchange-store.ts'
import { outcomeOf } from './outcome.ts'

export const exchangeFilters = ['all', 'refused', 'streams', 'writes'] as const
export type ExchangeFilter = (typeof exchangeFilters)[number]

const tests: Record<ExchangeFilter, (exchange: Exchange) => boolean> = {
  all: () => true,
  // What failed without an answer is looked for under the same word.
  refused: (exchange) => ['refused', 'failed'].includes(outcomeOf(exchange)),
  streams: (exchange) => exchange.frames !== undefined,
  writes: (exchange) => exchange.method !== 'GET',
}

/** The exchanges a filter lets through, in their order. */
export function filterExchanges(list: readonly Exchange[], filter: ExchangeFilter): readonly Exchange[] {
  return filter === 'all' ? list : list.filter(tests[filter])
}
