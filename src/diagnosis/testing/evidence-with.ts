import { type RefusedError, requiredScopesOf } from '#hub/errors.ts'
import type { OperationId } from '#hub/operations.ts'
import { parseVersion } from '#hub/versions.ts'
import type { Evidence, RequestEvidence } from '../evidence.ts'

interface Given {
  operation?: OperationId
  hub?: string
  scopes?: readonly string[]
  admin?: boolean
  allowed?: readonly string[]
  request?: Partial<RequestEvidence>
}

/** Evidence of a request that the visitor `ta` made, about a server of alice unless the test says otherwise. */
export function evidenceWith({
  operation = 'stopServer',
  hub = '6.1.1',
  scopes = [],
  admin = false,
  allowed,
  request = {},
}: Given): Evidence {
  return {
    request: {
      operation,
      target: { kind: 'server', user: 'alice', server: 'gpu' },
      error: refusal(500, 'Internal Server Error'),
      status: request.error?.tag === 'refused' ? request.error.status : undefined,
      answeredBy: request.error?.tag === 'refused' ? request.error.answeredBy : undefined,
      throughService: true,
      ...request,
    },
    credential: { name: 'ta', admin, scopes },
    hubVersion: parseVersion(hub),
    service: { name: 'hubscope', allowedScopes: allowed },
  }
}

/** A refusal by the hub, as `http.ts` reads it. */
export function refusal(status: number, message: string, more: Partial<RefusedError> = {}): RefusedError {
  return {
    tag: 'refused',
    operation: 'stopServer',
    status,
    answeredBy: 'hub',
    message,
    requiredScopes: requiredScopesOf(message),
    retryAfter: undefined,
    ...more,
  }
}

/** The hub's own denial. */
export function denial(...scopes: string[]): RefusedError {
  return refusal(403, `Action is not authorized with current scopes; requires any of [${scopes.join(', ')}]`)
}
