import type { ConfigLine } from '../finding.ts'
import type { Grant, Need, Question } from './grant.ts'
import { delegationAsHelm, rolesAsHelm } from './helm.ts'
import { delegationAsPython, rolesAsPython } from './python.ts'
import { roleName } from './role.ts'

/** Who gets a role. */
export interface Recipient {
  kind: 'user' | 'group'
  name: string
}

/** One half of a grant, in both forms an operator may need. */
export interface GrantStep {
  part: 'delegation' | 'role'
  need: Need
  /** To the end of `jupyterhub_config.py`. */
  python: readonly ConfigLine[]
  /** Values of the chart zero-to-jupyterhub. */
  helm: readonly ConfigLine[]
}

/** Whom a role may be given to: the user, or one of their groups. */
export function recipientsOf({ who }: Question): Recipient[] {
  return [{ kind: 'user', name: who.name }, ...who.groups.map((name): Recipient => ({ kind: 'group', name }))]
}

/**
 * What to write for a grant, the delegation first. The service is let be delegated the scope without its filter: that
 * gives nobody a right, and the role keeps the filter.
 */
export function stepsOf({ service }: Question, grant: Grant, to: Recipient): GrantStep[] {
  const role = {
    name: roleName(grant.scope, to.kind === 'group' ? `group ${to.name}` : to.name),
    scopes: [grant.scope],
    ...(to.kind === 'group' ? { groups: [to.name] } : { users: [to.name] }),
  }
  const tells = service.allowedScopes !== undefined
  const steps: GrantStep[] = [
    {
      part: 'delegation',
      need: grant.delegation,
      python: delegationAsPython([grant.base], service.name, tells),
      helm: delegationAsHelm([grant.base], service.name, service.allowedScopes),
    },
    { part: 'role', need: grant.role, python: rolesAsPython([role]), helm: rolesAsHelm([role]) },
  ]
  return steps.filter(({ need }) => need !== 'no')
}
