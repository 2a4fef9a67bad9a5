import type { HubVersion } from '../versions.ts'
import type { GroupLookup } from './decision.ts'
import { type Client, type Holder, scopesOfHolder, withClient } from './effective.ts'
import { expandScopes, type Owner, type Setting } from './expand.ts'
import { intersect } from './intersect.ts'

/**
 * The expanded scopes that keep a token from being made, because its owner does not hold them; none when it may be made.
 * Source: `_check_token_scopes` in jupyterhub/scopes.py.
 */
export function excessScopes(
  raw: Iterable<string>,
  owner: Holder,
  client: Client,
  version: HubVersion,
  groupsOf?: GroupLookup,
  setting: Setting = {},
): string[] {
  const asked = new Set(raw)
  asked.delete('inherit')
  const wanted = expandScopes(asked, withClient(owner, client), version, setting)
  if (wanted.length === 0) return []
  const held = scopesOfHolder(owner, version, setting)
  const kept = new Set(intersect(wanted, held, version, groupsOf, setting.onRaise).scopes)
  return wanted.filter((scope) => !kept.has(scope))
}

/**
 * What becomes of the scopes that an OAuth client asks for; raw and expanded ones stand side by side. In the hub the
 * order of a set decides which of several scopes stays that say the same; what all of them expand to is certain.
 */
export interface Granted {
  allowed: string[]
  disallowed: string[]
}

/**
 * What an OAuth client gets of the raw scopes it asks for, when `available` are those it may be delegated: what is
 * available word for word, what lies within that, and of the rest the part that does.
 * Source: `_resolve_requested_scopes` in jupyterhub/scopes.py.
 */
export function resolveRequested(
  requested: readonly string[],
  available: readonly string[],
  owner: Owner,
  version: HubVersion,
  groupsOf?: GroupLookup,
  setting: Setting = {},
): Granted {
  const allowed = new Set(requested.filter((scope) => available.includes(scope)))
  const rest = new Set(requested.filter((scope) => !allowed.has(scope)))
  if (rest.size === 0) return { allowed: [...allowed], disallowed: [] }
  const have = expandScopes(available, owner, version, setting)
  const disallowed: string[] = []
  for (const scope of rest) {
    const wanted = expandScopes([scope], owner, version, setting)
    const kept = new Set(intersect(wanted, have, version, groupsOf, setting.onRaise).scopes)
    if (wanted.every((each) => kept.has(each))) {
      allowed.add(scope)
    } else {
      disallowed.push(scope)
      for (const each of kept) allowed.add(each)
    }
  }
  return { allowed: [...allowed], disallowed }
}
