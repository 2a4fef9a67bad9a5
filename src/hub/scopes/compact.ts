import type { HubVersion } from '../versions.ts'
import { withSubscopes } from './hierarchy.ts'
import { parseScope, parseScopes, reduceScopes } from './parse.ts'

/**
 * The fewest of these scopes that expand to all of them: what a wider scope with the same filter, or with none, brings
 * along is left out. The order stays.
 */
export function compactScopes(scopes: Iterable<string>, version: HubVersion): string[] {
  const all = reduceScopes(scopes)
  return all.filter((scope) => !all.some((other) => other !== scope && brings(other, scope, version)))
}

/** True when a role with `wider` holds `scope` as well. */
function brings(wider: string, scope: string, version: HubVersion): boolean {
  const { base, filter } = parseScope(scope)
  const { base: widerBase, filter: widerFilter } = parseScope(wider)
  if (!withSubscopes(widerBase, version).includes(base)) return false
  if (!widerFilter) return true
  // A filter for servers leaves out what it could never match.
  if (widerFilter.kind === 'server' && base.startsWith('read:user')) return false
  return widerFilter.kind === filter?.kind && widerFilter.value === filter.value
}

/** True when everything that `scope` reaches is held. */
export function isHeld(scope: string, scopes: Iterable<string>): boolean {
  const { base, filter } = parseScope(scope)
  const extent = parseScopes(scopes).get(base)
  if (extent === undefined) return false
  if (extent === 'all') return true
  return filter !== undefined && (extent.get(filter.kind)?.has(filter.value ?? '') ?? false)
}
