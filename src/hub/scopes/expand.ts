import { type HubVersion, isSince } from '../versions.ts'
import { childrenOf, type CustomScopes, isDefined, withSubscopes } from './hierarchy.ts'
import { parseScope, reduceScopes } from './parse.ts'
import { type OnRaise, reportEmptyFilters } from './raise.ts'

/** Who a raw scope list belongs to; bare filters and `self` are about them. */
export interface Owner {
  /** `other`: a group, or nobody. */
  kind: 'user' | 'service' | 'other'
  name: string
  /** The service whose OAuth client holds the scopes: bare `!service` is about it, before an owner that is a service. */
  client?: string
  /** The server (`user/server`) whose OAuth client holds them: bare `!server` is about it. */
  clientServer?: string
}

/** What else an expansion depends on, or tells. */
export interface Setting {
  custom?: CustomScopes | undefined
  onRaise?: OnRaise | undefined
}

/**
 * Raw scopes of roles made explicit: subscopes added with the filter kept, bare filters named, `self` replaced, and
 * filtered forms dropped beside an unfiltered one. Unlike the hub, which raises, it keeps names that are not defined.
 * Source: `expand_scopes` in jupyterhub/scopes.py.
 */
export function expandScopes(
  raw: Iterable<string>,
  owner: Owner,
  version: HubVersion,
  { custom, onRaise }: Setting = {},
): string[] {
  const expanded = new Set<string>()
  for (const text of raw) {
    const { base } = parseScope(text)
    if (onRaise) reportUndefined(base, version, custom, onRaise)
    for (const scope of expandScope(text, owner, version, custom)) expanded.add(scope)
  }
  reportEmptyFilters(expanded, version, onRaise)
  return reduceScopes(expanded)
}

/** What one raw scope stands for; nothing when its bare filter, or `self`, has nobody to be about. */
export function expandScope(
  text: string,
  owner: Owner,
  version: HubVersion,
  custom?: CustomScopes,
): string[] {
  if (text === 'self' || text === 'self!') return owner.kind === 'user' ? selfScopes(owner.name, version) : []
  const { base, filter } = parseScope(text)
  const names = withSubscopes(base, version, custom)
  if (!filter) return names
  const written = text.slice(base.length + 1)
  const named = isBare(written) ? namedFilter(written, owner) : written
  if (named === undefined) return []
  // The hub leaves out what a server filter could never match, by how the filter's text begins.
  const isServer = written.startsWith('server')
  return names.filter((name) => !(isServer && name.startsWith('read:user'))).map((name) => `${name}!${named}`)
}

type BareFilter = 'user' | 'service' | 'server'

function isBare(filter: string): filter is BareFilter {
  return filter === 'user' || filter === 'service' || filter === 'server'
}

function namedFilter(kind: BareFilter, owner: Owner): string | undefined {
  const value = ownValue(kind, owner)
  return value === undefined ? undefined : `${kind}=${value}`
}

function ownValue(kind: BareFilter, owner: Owner): string | undefined {
  // A client has a service or a server; the hub looks for the service first.
  if (kind === 'server') return owner.client === undefined ? owner.clientServer : undefined
  if (kind === 'service' && owner.client !== undefined) return owner.client
  return kind === owner.kind ? owner.name : undefined
}

/** Source: `_expand_self_scope` in jupyterhub/scopes.py. */
function selfScopes(user: string, version: HubVersion): string[] {
  const names = [
    'read:users',
    'users:activity',
    'servers',
    'tokens',
    'access:servers',
    ...(isSince(version, '5.0') ? ['users:shares', 'read:shares'] : []),
  ]
  // Subscopes for subscopes, save for the name that `read:servers` brings, which `read:users` brings anyway.
  return names.flatMap((name) => withSubscopes(name, version)).map((name) => `${name}!user=${user}`)
}

function reportUndefined(
  base: string,
  version: HubVersion,
  custom: CustomScopes | undefined,
  onRaise: OnRaise,
): void {
  const names = withSubscopes(base, version, custom)
  const missing = names.find((name) => !isDefined(name, version, custom))
  if (missing !== undefined) onRaise({ type: 'KeyError', scope: missing, isCertain: true })
  else if (names.some((name) => isBelowItself(name, version, custom))) {
    onRaise({ type: 'RecursionError', scope: base, isCertain: true })
  }
}

function isBelowItself(base: string, version: HubVersion, custom: CustomScopes | undefined): boolean {
  const below = childrenOf(base, version, custom).flatMap((child) => withSubscopes(child, version, custom))
  return below.includes(base)
}
