import type { HubVersion } from '#hub/versions.ts'
import type { Evidence } from './evidence.ts'
import type { Question } from './grants/grant.ts'

/** What a refused request wanted to do, for the grants that would open it; undefined for what is no operation. */
export function questionOf(evidence: Evidence, version: HubVersion): Question | undefined {
  const { request, credential, service } = evidence
  if (!request.operation || !credential) return undefined
  return {
    operation: request.operation,
    target: request.target,
    required: request.error.tag === 'refused' ? request.error.requiredScopes : undefined,
    version,
    who: {
      name: credential.name,
      admin: credential.admin,
      groups: credential.groups ?? [],
      scopes: credential.scopes,
      roleScopes: credential.roleScopes,
    },
    service,
  }
}
