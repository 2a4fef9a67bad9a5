import { requiredScopesOf } from '#hub/errors.ts'
import type { OperationId } from '#hub/operations.ts'
import { decide, type Target } from '#hub/scopes/decide.ts'
import { parseScopes } from '#hub/scopes/parse.ts'
import type { Evidence } from './evidence.ts'

/** What is known of who asks, before anything is asked. */
export type Witness = Pick<Evidence, 'credential' | 'hubVersion' | 'service'>

/**
 * The evidence that a request would leave, from the hub's rules alone: nothing is sent. Undefined when the hub would not
 * refuse it, or what is known does not tell.
 */
export function foresee(operation: OperationId, target: Target, witness: Witness): Evidence | undefined {
  const { credential, hubVersion: version } = witness
  if (!credential || !version) return undefined
  const decision = decide(operation, target, parseScopes(credential.scopes), { version })
  if (decision.verdict !== 'denied') return undefined
  const { status } = decision.answer
  const message = decision.answer.message ?? wordless[status]
  return {
    ...witness,
    request: {
      operation,
      target,
      error: {
        tag: 'refused',
        operation,
        status,
        answeredBy: 'hub',
        message,
        requiredScopes: requiredScopesOf(message),
        retryAfter: undefined,
      },
      status,
      answeredBy: 'hub',
      throughService: true,
    },
  }
}

/** The status texts that stand in where the hub gives no words of its own. */
const wordless = { 403: 'Forbidden', 404: 'Not Found', 405: 'Method Not Allowed' } as const
