import * as z from 'zod/mini'
import type { Evidence } from '#diagnosis/evidence.ts'
import { evidenceSchema } from '#diagnosis/evidence-schema.ts'
import { orUnknown } from '#hub/error-schema.ts'
import { exchangeSchema } from '../record/exchange-schema.ts'
import type { Exchange } from '../record/exchange-store.ts'
import type { RecordedBody } from '../record/recorded-body.ts'

/**
 * What Hubscope needs of an exchange to show it as it was, in an entry's `_hubscope`. Evidence and no findings: another
 * Hubscope draws its own conclusions, and no file can put words into its mouth.
 */
export const keptSchema = z.object({ exchange: exchangeSchema, evidence: orUnknown(evidenceSchema) })
export type Kept = z.infer<typeof keptSchema>

/** Headers and texts of bodies are left out: the entry has them. */
export function keptOf(exchange: Exchange, evidence: Evidence | undefined) {
  const elsewhere = { requestHeaders: undefined, responseHeaders: undefined }
  const requestBody = measures(exchange.requestBody)
  const responseBody = measures(exchange.responseBody)
  return { exchange: { ...exchange, ...elsewhere, requestBody, responseBody }, evidence }
}

function measures(body: RecordedBody | undefined): Omit<RecordedBody, 'text'> | undefined {
  return body && { bytes: body.bytes, cut: body.cut, type: body.type }
}
