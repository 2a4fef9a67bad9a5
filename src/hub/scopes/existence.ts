import type { HubVersion } from '../versions.ts'
import { type CustomScopes, isDefined } from './hierarchy.ts'

/** A raw scope that the hub does not take, and its words for it. */
export interface Nonexistent {
  scope: string
  message: string
}

const bare = new Set(['user', 'service', 'server'])
const named = ['user=', 'service=', 'group=', 'server=']

/**
 * The first scope that may not stand in a role, token or share. `holder` completes the message: `token`, `role x`.
 * Source: `_check_scopes_exist` in jupyterhub/scopes.py.
 */
export function findNonexistent(
  scopes: Iterable<string>,
  version: HubVersion,
  holder = '',
  custom?: CustomScopes,
): Nonexistent | undefined {
  const whose = holder && `for ${holder}`
  for (const scope of scopes) {
    const [base = ''] = scope.split('!', 1)
    if (!isDefined(base, version, custom)) {
      const isDraft = base === 'all'
      const message = isDraft
        ? "Draft scope 'all' is now called 'inherit'"
        : `Scope '${scope}' ${whose} does not exist`
      return { scope, message }
    }
    const filter = scope.slice(base.length + 1)
    if (filter === '' || bare.has(filter)) continue
    if (named.some((start) => filter.startsWith(start))) continue
    return {
      scope,
      message: `Scope filter ${filter} '!${filter}' in scope '${scope}' ${whose} does not exist`,
    }
  }
  return undefined
}
