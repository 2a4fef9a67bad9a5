import type { Witness } from '#diagnosis/foresee.ts'
import { unparseScopes } from '#hub/scopes/parse.ts'
import type { Permissions } from './permissions.ts'

/** What the session tells of who asks, for explanations. */
export function witnessOf({ session, version, held }: Permissions): Witness {
  const { name, admin, groups } = session.identity
  return {
    credential: { name, admin, groups, scopes: unparseScopes(held) },
    hubVersion: version,
    service: { name: session.service.name, allowedScopes: session.delegable ?? undefined },
  }
}
