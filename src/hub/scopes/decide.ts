import { type Operation, operationOf, type OperationId, requiredScopes } from '../operations.ts'
import type { HubVersion } from '../versions.ts'
import { isSince } from '../versions.ts'
import type { Extent, HeldScopes } from './parse.ts'

type Filters = Exclude<Extent, 'all'>

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
 * Whether the held (expanded) scopes open an operation on a target; the hub's answer stays the authority.
 * Source: `needs_scope` and `has_scope` (5.0 and later), `_check_scope_access` (older) in jupyterhub/scopes.py.
 */
export function decide(id: OperationId, target: Target, held: HeldScopes, version: HubVersion): Decision {
  const operation = operationOf(id)
  if (operation.target === 'public' || operation.target === 'any-credential') return { verdict: 'allowed' }
  const scopes = requiredScopes(id, version)
  const extents = scopes.map((scope) => held.get(scope)).filter((extent) => extent !== undefined)
  // Hubs before 5.0 stop at the first scope that is held, also where a later one would open the operation.
  const looked = isSince(version, '5.0') ? extents : extents.slice(0, 1)
  const matched = new Set(
    looked.map((extent) => extent === 'all' || opens(extent, operation, target, version)),
  )
  if (matched.has(true)) return { verdict: 'allowed' }
  if (matched.has(undefined)) return { verdict: 'unknown', scopes }
  const aimed = operation.target !== 'none' && operation.target !== 'list'
  return { verdict: 'denied', why: aimed && matched.has(false) ? 'filtered-out' : 'missing', scopes }
}

/** Whether a filtered scope opens the operation; undefined as for `matches`. */
function opens(
  extent: Filters,
  operation: Operation,
  target: Target,
  version: HubVersion,
): boolean | undefined {
  switch (operation.target) {
    case 'none':
      return !isSince(version, '5.0')
    case 'list':
      return mayNarrow(extent, operation)
    default:
      return matches(extent, target)
  }
}

/** A list is narrowed by the filters of its own kind; users and groups refuse any other with a 403, services ignore it. */
function mayNarrow(extent: Filters, operation: Operation): boolean {
  const kinds = [...extent.keys()]
  if (operation.path === '/users') return kinds.every((kind) => kind === 'user' || kind === 'group')
  if (operation.path === '/groups') return kinds.every((kind) => kind === 'group')
  return true
}

/** Undefined when a group filter might match and the user's groups are not known. */
function matches(extent: Filters, target: Target): boolean | undefined {
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
  extent: Filters,
  user: string,
  groups: readonly string[] | undefined,
): boolean | undefined {
  if (has(extent, 'user', user)) return true
  const allowed = extent.get('group')
  if (!allowed) return false
  return groups === undefined ? undefined : groups.some((group) => allowed.has(group))
}

function has(extent: Filters, kind: string, value: string): boolean {
  return extent.get(kind)?.has(value) ?? false
}
