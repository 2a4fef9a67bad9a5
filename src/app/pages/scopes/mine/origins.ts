import { either } from '#diagnosis/words.ts'
import { isHeld, compactScopes } from '#hub/scopes/compact.ts'
import { defaultRoleScopes } from '#hub/scopes/default-roles.ts'
import { expandScopes } from '#hub/scopes/expand.ts'
import { parseScope } from '#hub/scopes/parse.ts'
import { type HubVersion, isSince } from '#hub/versions.ts'

/** What the hub tells a token about its owner; undefined is hidden. */
export interface Holder {
  kind: 'user' | 'service'
  name: string
  admin?: boolean | undefined
  roles?: readonly string[] | undefined
  groups?: readonly string[] | undefined
  /** Roles of the groups, as far as they are shown. */
  groupRoles?: ReadonlyMap<string, readonly string[] | undefined> | undefined
}

/**
 * Where a held scope comes from, as far as that is known: the hub's API names roles, and not what they hold. `role`: the
 * hub gives this role the scope by itself. `one-of`: some of these, which only the configuration tells. `hidden`: not
 * even the roles' names are shown.
 */
export type Origin =
  | { kind: 'role'; role: string }
  | { kind: 'one-of'; roles: readonly string[]; groups: readonly string[]; shares: boolean }
  | { kind: 'hidden' }

/** The origin of one expanded scope of a token. */
export function originOf(scope: string, holder: Holder, version: HubVersion): Origin {
  const { groups = [], groupRoles } = holder
  if (holder.roles === undefined) return { kind: 'hidden' }
  const ofGroups = groups.flatMap((group) => groupRoles?.get(group) ?? [])
  const roles = [...new Set([...holder.roles, ...ofGroups])]
  const known = roles.find((role) => isHeld(scope, heldByRole(role, holder, version)))
  if (known !== undefined) return { kind: 'role', role: known }
  const isShare = isSince(version, '5.0') && parseScope(scope).filter?.kind === 'server'
  return {
    kind: 'one-of',
    roles: roles.filter((role) => defaultRoleScopes(role, version) === undefined),
    groups: groups.filter((group) => groupRoles?.get(group) === undefined),
    shares: isShare,
  }
}

/** In a few words: "role admin", "role reader or role physics-ta". */
export function originWords(origin: Origin): string {
  if (origin.kind === 'hidden') return 'your roles are hidden from this token'
  if (origin.kind === 'role') return `role ${origin.role}`
  const sources = [
    ...origin.roles.map((role) => `role ${role}`),
    ...(origin.groups.length > 0 ? [groupsWords(origin.groups)] : []),
    ...(origin.shares ? ['a share'] : []),
  ]
  if (sources.length === 0) return 'not known'
  return sources.length === 1 ? (sources[0] ?? '') : either(sources)
}

/** "a role of group staff", "a role of a group (staff, lab)". */
function groupsWords(groups: readonly string[]): string {
  return groups.length === 1 ? `a role of group ${groups[0]}` : `a role of a group (${groups.join(', ')})`
}

/** Scopes that the owner holds and the token does not, because they are not delegated to this service. */
export interface Cut {
  role: string
  /** As few as say it all. */
  scopes: string[]
  /** The hub never lets the role be anything else. */
  isSure: boolean
}

/** Only of roles whose scopes are known: the hub's own. */
export function cutScopes(holder: Holder, held: readonly string[], version: HubVersion): Cut[] {
  const names = new Set([...(holder.admin ? ['admin'] : []), ...(holder.roles ?? [])])
  return [...names].flatMap((role): Cut[] => {
    const cut = heldByRole(role, holder, version).filter((scope) => !isHeld(scope, held))
    const scopes = compactScopes(cut, version)
    return scopes.length > 0 ? [{ role, scopes, isSure: role === 'admin' }] : []
  })
}

function heldByRole(role: string, { kind, name }: Holder, version: HubVersion): string[] {
  return expandScopes(defaultRoleScopes(role, version) ?? [], { kind, name }, version)
}
