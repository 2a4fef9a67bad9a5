import type { Evidence } from '#diagnosis/evidence.ts'
import type { HarEntry } from '#diagnosis/read/har.ts'
import type { Exchange } from '../record/exchange-store.ts'
import { recordedBody, type RecordedBody } from '../record/recorded-body.ts'
import { redactHeaders } from '../record/redact.ts'
import { type Kept, keptSchema } from './kept.ts'

/**
 * An exchange that a Hubscope wrote into a HAR file; undefined for the entries of other programs. Redacted once more:
 * somebody else may have had the file meanwhile.
 */
export function ownExchange(
  { request, response, _hubscope }: HarEntry,
  id: number,
): { exchange: Exchange; evidence: Evidence | undefined } | undefined {
  const kept = keptSchema.safeParse(_hubscope).data
  if (!kept) return undefined
  const { exchange, evidence } = kept
  return {
    exchange: {
      ...exchange,
      id,
      url: request.url,
      requestHeaders: headersOf(request.headers),
      responseHeaders: headersOf(response.headers),
      requestBody: bodyOf(exchange.requestBody, request.postData?.text),
      responseBody: bodyOf(exchange.responseBody, response.content?.text),
    },
    evidence,
  }
}

function headersOf(list: HarEntry['request']['headers']): Exchange['requestHeaders'] {
  return redactHeaders(list.map(({ name, value }) => [name, value]))
}

function bodyOf(
  measures: Kept['exchange']['requestBody'],
  text: string | undefined,
): RecordedBody | undefined {
  if (!measures) return undefined
  const body = recordedBody(text ?? '', measures.type)
  return { ...body, bytes: measures.bytes, cut: measures.cut || body.cut }
}
