import type { Evidence } from '#diagnosis/evidence.ts'
import { targetOf } from '#hub/scopes/target.ts'
import type { Permissions } from '../../api/permissions.ts'
import { witnessOf } from '../../api/witness.ts'
import type { Exchange } from '../record/exchange-store.ts'
import { hubOperationOf } from '../record/hub-operation.ts'

/** What there is to explain about an exchange; undefined when it went well, or we took it back ourselves. */
export function evidenceOf(exchange: Exchange, permissions: Permissions): Evidence | undefined {
  const { error, params, status, answeredBy, upstreamMs } = exchange
  if (!error || error.tag === 'aborted') return undefined
  const known = hubOperationOf(exchange)
  return {
    request: {
      operation: known,
      target: known ? targetOf(known, params) : { kind: 'none' },
      error,
      status,
      answeredBy,
      throughService: upstreamMs !== undefined || answeredBy === 'service',
    },
    ...witnessOf(permissions),
  }
}
