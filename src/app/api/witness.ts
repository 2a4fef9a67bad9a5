import type { Witness } from '#diagnosis/foresee.ts'
import type { Permissions } from './permissions.ts'

/** What the session tells of who asks, for explanations: always of the visitor's own token. */
export function witnessOf({ session, version }: Pick<Permissions, 'session' | 'version'>): Witness {
  const { name, admin, groups, scopes } = session.identity
  return {
    credential: { name, admin, groups, scopes },
    hubVersion: version,
    service: { name: session.service.name, allowedScopes: session.delegable ?? undefined },
  }
}
