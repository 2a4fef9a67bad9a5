import { isSince } from '../versions.ts'
import type { Facts } from './decision.ts'
import type { Extent, Filters } from './parse.ts'
import type { Target } from './target.ts'

/** How far one held base reaches a target; `groups`: the filtered ones that could, were the user's groups known. */
export type Reach =
  | { tag: 'unfiltered' }
  | { tag: 'filter'; filter: string }
  | { tag: 'group'; user: string; group: string }
  | { tag: 'out' }
  | { tag: 'unknown'; user: string; groups: readonly string[] }

const out: Reach = { tag: 'out' }

/**
 * Whether what is held of a base reaches a target. Source: `has_scope` and `_needs_group_expansion` (5.0 and later),
 * `_check_scope_access` and `_needs_scope_expansion` (older) in jupyterhub/scopes.py.
 */
export function reachOf(extent: Extent, target: Target, facts: Facts): Reach {
  if (extent === 'all') return { tag: 'unfiltered' }
  switch (target.kind) {
    case 'none':
      return out
    case 'group':
      return byFilter(extent, 'group', target.group) ?? out
    case 'service':
      return byFilter(extent, 'service', target.service) ?? out
    case 'user':
      return byFilter(extent, 'user', target.user) ?? byGroup(extent, target.user, target, facts)
    case 'server': {
      const key = `${target.user}/${target.server}`
      const user = ownerOf(key, target.user, facts)
      return (
        byFilter(extent, 'server', key) ??
        byFilter(extent, 'user', user) ??
        byGroup(extent, user, target, facts)
      )
    }
  }
}

function byFilter(extent: Filters, kind: string, value: string): Reach | undefined {
  return extent.get(kind)?.has(value) ? { tag: 'filter', filter: `${kind}=${value}` } : undefined
}

function byGroup(
  extent: Filters,
  user: string,
  { userGroups }: { userGroups?: readonly string[] | undefined },
  facts: Facts,
): Reach {
  const filter = extent.get('group')
  if (!filter) return out
  const groups = userGroups ?? facts.groupsOf?.(user)
  if (groups === undefined) return { tag: 'unknown', user, groups: [...filter] }
  const group = groups.find((name) => filter.has(name))
  return group === undefined ? out : { tag: 'group', user, group }
}

/** From 5.0 the user is read from the server's key, and ends at its first slash. */
function ownerOf(key: string, user: string, { version }: Facts): string {
  return isSince(version, '5.0') ? (key.split('/', 1)[0] ?? '') : user
}
