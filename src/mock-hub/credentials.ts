import { expandScopes, type Owner } from '#hub/scopes/expand.ts'
import { isDefined } from '#hub/scopes/hierarchy.ts'
import { parseScope } from '#hub/scopes/parse.ts'
import { isSince, type HubVersion } from '#hub/versions.ts'
import { findUser, groupsOf, type Database, type ServiceRow, type TokenRow, type UserRow } from './db.ts'
import { type GroupLookup, intersectScopes, reduceScopes } from './intersect.ts'

/** Who a token speaks for. */
export type Principal = { kind: 'user'; row: UserRow } | { kind: 'service'; row: ServiceRow }

export interface Caller {
  principal: Principal
  token: TokenRow
  /** Expanded and reduced, as `GET /user` lists them. */
  scopes: string[]
}

/** The caller that an `Authorization` header names (`token X` or `Bearer X`); undefined when nobody valid. */
export function callerOf(
  db: Database,
  authorization: string | null,
  version: HubVersion,
  now: number,
): Caller | undefined {
  const value = /^(?:token|bearer)\s+(\S+)\s*$/i.exec(authorization ?? '')?.[1]
  if (!value) return undefined
  for (const token of db.tokens.values()) {
    if (token.value !== value) continue
    const principal = ownerOf(db, token)
    if (!principal || (token.expiresAt !== null && token.expiresAt <= now)) return undefined
    token.lastActivity = now
    return { principal, token, scopes: scopesOfToken(db, token, version) }
  }
  return undefined
}

export function ownerOf(db: Database, token: TokenRow): Principal | undefined {
  if (token.owner.kind === 'service') {
    const row = db.services.get(token.owner.name)
    return row && { kind: 'service', row }
  }
  const row = db.users.get(token.owner.id)
  return row && { kind: 'user', row }
}

/** Expanded scopes of a user's or service's roles, those of the user's groups included. */
export function scopesOfPrincipal(db: Database, principal: Principal, version: HubVersion): string[] {
  const roles = new Set(principal.row.roles)
  if (principal.kind === 'user') {
    for (const name of groupsOf(db, principal.row)) {
      for (const role of db.groups.get(name)?.roles ?? []) roles.add(role)
    }
  }
  const raw = [...roles]
    .flatMap((name) => db.roles.get(name)?.scopes ?? [])
    .filter((scope) => isDefined(parseScope(scope).base, version))
  return reduceScopes(expandScopes(raw, asOwner(principal), version))
}

/**
 * What a token may do: its own scopes, the access scope of the client that issued it and the identify scopes, cut to
 * what its owner holds. Source: `get_scopes_for` in jupyterhub/scopes.py.
 */
export function scopesOfToken(db: Database, token: TokenRow, version: HubVersion): string[] {
  const principal = ownerOf(db, token)
  if (!principal) return []
  const owned = scopesOfPrincipal(db, principal, version)
  if (token.scopes.includes('inherit')) return owned
  const expanded = expandScopes(token.scopes, asOwner(principal), version)
  const all = reduceScopes([...expanded, ...accessScopes(token), ...identifyScopes(principal)])
  return intersectScopes(all, owned, groupLookup(db))
}

/** The expanded scopes among `raw` that the principal does not hold. */
export function excessScopes(
  db: Database,
  principal: Principal,
  raw: readonly string[],
  version: HubVersion,
): string[] {
  const wanted = expandScopes(
    raw.filter((scope) => scope !== 'inherit'),
    asOwner(principal),
    version,
  )
  const held = new Set(
    intersectScopes(reduceScopes(wanted), scopesOfPrincipal(db, principal, version), groupLookup(db)),
  )
  return reduceScopes(wanted).filter((scope) => !held.has(scope))
}

/** The scopes that let a token say whose it is. */
export function identifyScopes(principal: Principal): string[] {
  const { name } = principal.row
  return principal.kind === 'user'
    ? [`read:users:name!user=${name}`, `read:users:groups!user=${name}`]
    : [`read:services:name!service=${name}`]
}

/** `token_id` in answers; the hub's ids start with `a`. */
export function tokenId(token: TokenRow): string {
  return `a${token.id}`
}

/** True when the hub's version has token ids in `GET /user`. */
export function tellsTokenId(version: HubVersion): boolean {
  return isSince(version, '5.0')
}

function accessScopes(token: TokenRow): string[] {
  const service = /^service-(.+)$/.exec(token.clientId)?.[1]
  return service ? [`access:services!service=${service}`] : []
}

function groupLookup(db: Database): GroupLookup {
  return (name) => {
    const user = findUser(db, name)
    return user ? groupsOf(db, user) : []
  }
}

function asOwner(principal: Principal): Owner {
  return { kind: principal.kind, name: principal.row.name }
}
