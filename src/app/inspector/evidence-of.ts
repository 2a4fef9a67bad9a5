import type { Evidence } from '#diagnosis/evidence.ts'
import { targetOf } from '#hub/scopes/target.ts'
import type { Permissions } from '../api/permissions.ts'
import type { Exchange } from './exchange-store.ts'

/** What there is to explain about an exchange; undefined when it went well, or we took it back ourselves. */
export function evidenceOf(exchange: Exchange, { session, version }: Permissions): Evidence | undefined {
  const { error, operation, params, status, answeredBy, upstreamMs } = exchange
  if (!error || error.tag === 'aborted') return undefined
  const known = operation === 'session' || operation === 'progress' ? undefined : operation
  return {
    request: {
      operation: known,
      target: known ? targetOf(known, params) : { kind: 'none' },
      error,
      status,
      answeredBy,
      throughService: upstreamMs !== undefined || answeredBy === 'service',
    },
    credential: {
      name: session.identity.name,
      admin: session.identity.admin,
      groups: session.identity.groups,
      scopes: session.identity.scopes,
    },
    hubVersion: version,
    service: { name: session.service.name, allowedScopes: session.delegable ?? undefined },
  }
}
