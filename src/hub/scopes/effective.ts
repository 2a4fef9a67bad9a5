import { type HubVersion, isSince } from '../versions.ts'
import type { GroupLookup } from './decision.ts'
import { expandScopes, type Owner, type Setting } from './expand.ts'
import { intersect, type Intersection } from './intersect.ts'
import { parseScope } from './parse.ts'

/** A share of a server with somebody, from 5.0. */
export interface Share {
  /** Their filters do not count: a share is always about its server alone. */
  scopes: readonly string[]
  /** `user/server`. */
  server: string
}

/** A user or service with the raw scopes of their roles. */
export interface Holder {
  kind: 'user' | 'service'
  name: string
  /** Of their own roles and, for users, of the roles of their groups. */
  raw: readonly string[]
  shares?: readonly Share[]
  /** Given to groups that the user is in. */
  groupShares?: readonly Share[]
}

/** The OAuth client that issued a token; `hub` for tokens that are made on the hub itself. */
export type Client =
  | { kind: 'hub' }
  | { kind: 'service'; service: string }
  | { kind: 'server'; server: string }

export interface Token {
  raw: readonly string[]
  client: Client
}

/** What a user or service may do, expanded. Source: `get_scopes_for` in jupyterhub/scopes.py. */
export function scopesOfHolder(holder: Holder, version: HubVersion, setting: Setting = {}): string[] {
  const all = new Set(scopesOfRoles(holder, version, setting))
  if (isSince(version, '5.0') && holder.kind === 'user') {
    for (const share of [...(holder.shares ?? []), ...(holder.groupShares ?? [])]) {
      const owner: Owner = { kind: 'other', name: '' }
      for (const scope of expandScopes(scopesOfShare(share), owner, version, setting)) all.add(scope)
    }
  }
  return [...all]
}

/**
 * What a token may do: its own scopes, with those to reach the client that issued it and to say whose it is, cut to what
 * its owner holds; all of the owner's when it has `inherit`. A token has less of shares than its owner: only those given
 * to the user directly, and not expanded. Source: `get_scopes_for` in jupyterhub/scopes.py.
 */
export function scopesOfToken(
  token: Token,
  owner: Holder,
  version: HubVersion,
  groupsOf?: GroupLookup,
  setting: Setting = {},
): Intersection {
  const held = new Set(scopesOfRoles(owner, version, setting))
  if (isSince(version, '5.0') && owner.kind === 'user') {
    for (const share of owner.shares ?? []) for (const scope of scopesOfShare(share)) held.add(scope)
  }
  if (token.raw.includes('inherit')) return { scopes: [...held], doubtful: [] }
  const expanded = expandScopes(token.raw, withClient(owner, token.client), version, setting)
  const wanted = [...expanded, ...accessScopes(token.client), ...identifyScopes(owner)]
  return intersect(wanted, [...held], version, groupsOf, setting.onRaise)
}

/** The owner of scopes that an OAuth client holds for them. */
export function withClient({ kind, name }: Holder, client: Client): Owner {
  switch (client.kind) {
    case 'hub':
      return { kind, name }
    case 'service':
      return { kind, name, client: client.service }
    case 'server':
      return { kind, name, clientServer: client.server }
  }
}

/** What a token needs to reach the client that issued it. Source: `access_scopes` in jupyterhub/scopes.py. */
export function accessScopes(client: Client): string[] {
  switch (client.kind) {
    case 'hub':
      return []
    case 'service':
      return [`access:services!service=${client.service}`]
    case 'server':
      return [`access:servers!server=${client.server}`]
  }
}

/** What a token needs to say whose it is. Source: `identify_scopes` in jupyterhub/scopes.py. */
export function identifyScopes({ kind, name }: Pick<Holder, 'kind' | 'name'>): string[] {
  return kind === 'user'
    ? [`read:users:name!user=${name}`, `read:users:groups!user=${name}`]
    : [`read:services:name!service=${name}`]
}

/** Source: `Share._apply_filter` in jupyterhub/orm.py. */
function scopesOfShare({ scopes, server }: Share): string[] {
  return scopes.map((scope) => `${parseScope(scope).base}!server=${server}`)
}

function scopesOfRoles({ kind, name, raw }: Holder, version: HubVersion, setting: Setting): string[] {
  return expandScopes(new Set(raw), { kind, name }, version, setting)
}
