import { operationOf } from '#hub/operations.ts'
import type { Resend } from '../../api/resend.ts'
import { whyIncomplete } from '../body-state.ts'
import type { Exchange } from '../exchange-store.ts'
import { hubOperationOf } from '../hub-operation.ts'

/** What would be sent to repeat an exchange, or a sentence that says why it cannot be repeated. */
export function resendOf(exchange: Exchange): Resend | string {
  const operation = hubOperationOf(exchange)
  if (!operation) return 'This is no operation of the hub: only Hubscope’s own page asks for it.'
  if (operationOf(operation).stream) return 'A stream cannot be repeated here.'
  const { params, query, requestBody } = exchange
  const incomplete = whyIncomplete(query, requestBody)
  if (incomplete !== undefined) return `${incomplete} Edit it, and send that.`
  return { operation, params, query: new URLSearchParams(query), body: parsedBody(requestBody?.text) }
}

function parsedBody(text: string | undefined): unknown {
  return text === undefined || text === '' ? undefined : JSON.parse(text)
}
