import * as z from 'zod/mini'
import { parseJson } from '#hub/json.ts'
import { exchangeSchema } from './exchange-schema.ts'
import type { Exchange } from './exchange-store.ts'

const keptSchema = z.object({ person: z.string(), exchanges: z.array(z.unknown()) })

/**
 * The exchanges in what a tab kept; undefined when they are somebody else's, or not readable. Those in a form that is not
 * known any more are left out.
 */
export function parseRecord(text: string, person: string): Exchange[] | undefined {
  const kept = keptSchema.safeParse(parseJson(text))
  if (!kept.success || kept.data.person !== person) return undefined
  return kept.data.exchanges.flatMap((each) => {
    const exchange = exchangeSchema.safeParse(each)
    return exchange.success ? [ended(exchange.data)] : []
  })
}

/** What was under way when the page went away has no end of its own. */
function ended(exchange: Exchange): Exchange {
  const { askedAt, sentAt, answeredAt, doneAt, streamFrames } = exchange
  if (doneAt !== undefined) return exchange
  return {
    ...exchange,
    // When it was last heard of.
    doneAt: streamFrames.at(-1)?.at ?? answeredAt ?? sentAt ?? askedAt,
    error: { tag: 'aborted', operation: exchange.operation, message: 'The page was loaded anew.' },
  }
}
