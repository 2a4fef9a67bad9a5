import { operationOf, type OperationId, requiredScopes } from '../operations.ts'
import type { HubVersion } from '../versions.ts'
import { isSince } from '../versions.ts'
import type { Extent, HeldScopes } from './parse.ts'

/** What an operation is aimed at. `userGroups` undefined: the groups are not known. */
export type Target =
  | { kind: 'none' }
  | { kind: 'user'; user: string; userGroups?: readonly string[] | undefined }
  | { kind: 'server'; user: string; server: string; userGroups?: readonly string[] | undefined }
  | { kind: 'group'; group: string }
  | { kind: 'service'; service: string }

/**
 * `allowed`; `denied` because no required scope is held (403) or all that are held have filters that leave the target
 * out (404); `unknown` when a group filter decides and the user's groups are hidden. `scopes` is any-of.
 */
export type Decision =
  | { verdict: 'allowed' }
  | { verdict: 'denied'; why: 'missing' | 'filtered-out'; scopes: readonly string[] }
  | { verdict: 'unknown'; scopes: readonly string[] }

/**
 * Whether the held (expanded) scopes open an operation on a target, by the rule of hubs 5.0 and later; the hub's answer
 * stays the authority. Source: `needs_scope` and `has_scope` in jupyterhub/scopes.py.
 */
export function decide(id: OperationId, target: Target, held: HeldScopes, version: HubVersion): Decision {
  const { target: kind } = operationOf(id)
  if (kind === 'public' || kind === 'any-credential') return { verdict: 'allowed' }
  const scopes = requiredScopes(id, version)
  let filtered = false
  let unknown = false
  for (const scope of scopes) {
    const extent = held.get(scope)
    if (!extent) continue
    if (extent === 'all') return { verdict: 'allowed' }
    if (kind === 'list' || (kind === 'none' && !isSince(version, '5.0'))) return { verdict: 'allowed' }
    const match = matches(extent, target)
    if (match === true) return { verdict: 'allowed' }
    if (match === undefined) unknown = true
    filtered = true
  }
  if (unknown) return { verdict: 'unknown', scopes }
  return { verdict: 'denied', why: filtered && kind !== 'none' ? 'filtered-out' : 'missing', scopes }
}

/** Undefined when a group filter might match and the user's groups are not known. */
function matches(extent: Exclude<Extent, 'all'>, target: Target): boolean | undefined {
  switch (target.kind) {
    case 'none':
      return false
    case 'group':
      return has(extent, 'group', target.group)
    case 'service':
      return has(extent, 'service', target.service)
    case 'server':
      if (has(extent, 'server', `${target.user}/${target.server}`)) return true
      return matchesUser(extent, target.user, target.userGroups)
    case 'user':
      return matchesUser(extent, target.user, target.userGroups)
  }
}

function matchesUser(
  extent: Exclude<Extent, 'all'>,
  user: string,
  groups: readonly string[] | undefined,
): boolean | undefined {
  if (has(extent, 'user', user)) return true
  const allowed = extent.get('group')
  if (!allowed) return false
  return groups === undefined ? undefined : groups.some((group) => allowed.has(group))
}

function has(extent: Exclude<Extent, 'all'>, kind: string, value: string): boolean {
  return extent.get(kind)?.has(value) ?? false
}
