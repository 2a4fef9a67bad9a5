import type { HubVersion } from '../versions.ts'
import { isSince } from '../versions.ts'
import { withSubscopes } from './hierarchy.ts'
import { parseScope } from './parse.ts'

/** Who a raw scope list belongs to; bare `!user` and `self` are about them. */
export interface Owner {
  kind: 'user' | 'service'
  name: string
  /** The service whose OAuth client holds the scopes: bare `!service` is about it, before an owner that is a service. */
  client?: string
}

/**
 * Raw scopes of roles made explicit: subscopes added with the filter kept, bare filters named, `self` replaced. The
 * result is not reduced. Source: `expand_scopes` and `_expand_scope` in jupyterhub/scopes.py.
 */
export function expandScopes(raw: Iterable<string>, owner: Owner, version: HubVersion): string[] {
  const expanded = new Set<string>()
  for (const text of raw) {
    for (const scope of text === 'self' ? selfScopes(owner, version) : expandOne(text, owner, version)) {
      expanded.add(scope)
    }
  }
  return [...expanded]
}

function expandOne(text: string, owner: Owner, version: HubVersion): string[] {
  const { base, filter } = parseScope(text)
  const names = withSubscopes(base, version)
  if (!filter) return names
  const value = filter.value ?? ownValue(filter.kind, owner)
  // A bare filter without a target of its kind drops the scope, as the hub does.
  if (value === undefined) return []
  // The hub leaves out what a server filter could never match.
  const matching = filter.kind === 'server' ? names.filter((name) => !name.startsWith('read:user')) : names
  return matching.map((name) => `${name}!${filter.kind}=${value}`)
}

function ownValue(kind: string, owner: Owner): string | undefined {
  if (kind === 'service' && owner.client !== undefined) return owner.client
  return kind === owner.kind ? owner.name : undefined
}

function selfScopes(owner: Owner, version: HubVersion): string[] {
  if (owner.kind !== 'user') return []
  const names = [
    'read:users',
    'read:users:name',
    'read:users:groups',
    'users:activity',
    'read:users:activity',
    'servers',
    'delete:servers',
    'read:servers',
    'tokens',
    'read:tokens',
    'access:servers',
    ...(isSince(version, '5.0') ? ['users:shares', 'read:users:shares', 'read:shares'] : []),
    ...(isSince(version, '6.0') ? ['start:servers'] : []),
  ]
  return names.map((name) => `${name}!user=${owner.name}`)
}
