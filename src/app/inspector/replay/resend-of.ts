import { parseJson } from '#hub/json.ts'
import { operationOf } from '#hub/operations.ts'
import type { Resend } from '../../api/resend.ts'
import { whyIncomplete } from '../record/body-state.ts'
import type { Exchange } from '../record/exchange-store.ts'
import { hubOperationOf } from '../record/hub-operation.ts'

/** What would be sent to repeat an exchange, or a sentence that says why it cannot be repeated. */
export function resendOf(exchange: Exchange): Resend | string {
  const operation = hubOperationOf(exchange)
  if (!operation) return 'This is no operation of the hub: only Hubscope’s own page asks for it.'
  if (operationOf(operation).stream) return 'A stream cannot be repeated here.'
  const { params, query, requestBody } = exchange
  const incomplete = whyIncomplete(query, requestBody)
  if (incomplete !== undefined) return `${incomplete} Edit it, and send that.`
  const sent = new URLSearchParams(query)
  const text = requestBody?.text ?? ''
  if (text === '') return { operation, params, query: sent, body: undefined }
  const body = parseJson(text)
  // Of an imported file: the page itself sends JSON alone.
  return body === undefined ? 'Its body is no JSON.' : { operation, params, query: sent, body }
}
