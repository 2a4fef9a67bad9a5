import { diagnose } from '#diagnosis/diagnose.ts'
import type { Evidence } from '#diagnosis/evidence.ts'
import type { Finding } from '#diagnosis/finding.ts'
import { useRoleScopes } from '../../api/own-roles.ts'
import { usePermissions } from '../../api/permissions.ts'

/** What explains a refusal, the most certain first; with what the visitor's roles hold, once the hub was asked for it. */
export function useFindings(evidence: Evidence | undefined): readonly Finding[] {
  const { session } = usePermissions()
  const roleScopes = useRoleScopes(session.identity.name, session.hubUrl)
  if (!evidence) return []
  const { credential } = evidence
  const isOwn = credential?.name === session.identity.name
  return diagnose(isOwn ? { ...evidence, credential: { ...credential, roleScopes } } : evidence)
}
