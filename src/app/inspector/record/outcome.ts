import type { Exchange } from './exchange-store.ts'

/**
 * How an exchange ended: `refused` by an answer, `failed` without a usable one, `taken-back` by ourselves.
 */
export type Outcome = 'under-way' | 'answered' | 'refused' | 'failed' | 'taken-back'

export function outcomeOf(exchange: Exchange): Outcome {
  switch (exchange.error?.tag) {
    case undefined:
      return exchange.doneAt === undefined ? 'under-way' : 'answered'
    case 'refused':
    case 'signed-out':
      return 'refused'
    case 'unreachable':
    case 'mismatch':
      return 'failed'
    case 'aborted':
      return 'taken-back'
  }
}

/** How many exchanges ended in which way. */
export function countOutcomes(list: readonly Exchange[]): Record<Outcome, number> {
  const counts: Record<Outcome, number> = {
    'under-way': 0,
    answered: 0,
    refused: 0,
    failed: 0,
    'taken-back': 0,
  }
  for (const exchange of list) counts[outcomeOf(exchange)] += 1
  return counts
}
