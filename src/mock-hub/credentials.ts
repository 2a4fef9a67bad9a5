import type { GroupLookup } from '#hub/scopes/decision.ts'
import {
  type Client,
  type Holder,
  identifyScopes as identifying,
  scopesOfHolder,
  scopesOfToken as effectiveScopes,
} from '#hub/scopes/effective.ts'
import { isDefined } from '#hub/scopes/hierarchy.ts'
import { parseScope } from '#hub/scopes/parse.ts'
import { excessScopes as excessOf } from '#hub/scopes/token-request.ts'
import { isSince, type HubVersion } from '#hub/versions.ts'
import { findUser, groupsOf, type Database, type ServiceRow, type TokenRow, type UserRow } from './db.ts'

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
  return scopesOfHolder(holderOf(db, principal, version), version)
}

/** What a token may do: what it was made with, cut to what its owner holds. */
export function scopesOfToken(db: Database, token: TokenRow, version: HubVersion): string[] {
  const principal = ownerOf(db, token)
  if (!principal) return []
  const held = { raw: token.scopes, client: clientOf(token) }
  return effectiveScopes(held, holderOf(db, principal, version), version, groupLookup(db)).scopes
}

/** The expanded scopes among `raw` that the principal does not hold, so that a token with them is not made. */
export function excessScopes(
  db: Database,
  principal: Principal,
  raw: readonly string[],
  version: HubVersion,
): string[] {
  return excessOf(raw, holderOf(db, principal, version), { kind: 'hub' }, version, groupLookup(db))
}

/** A principal with the raw scopes of its roles, those of the user's groups included. */
function holderOf(db: Database, principal: Principal, version: HubVersion): Holder {
  const roles = new Set(principal.row.roles)
  if (principal.kind === 'user') {
    for (const name of groupsOf(db, principal.row)) {
      for (const role of db.groups.get(name)?.roles ?? []) roles.add(role)
    }
  }
  const raw = [...roles]
    .flatMap((name) => db.roles.get(name)?.scopes ?? [])
    .filter((scope) => isDefined(parseScope(scope).base, version))
  return { kind: principal.kind, name: principal.row.name, raw }
}

/** The scopes that let a token say whose it is. */
export function identifyScopes({ kind, row }: Principal): string[] {
  return identifying({ kind, name: row.name })
}

/** `token_id` in answers; the hub's ids start with `a`. */
export function tokenId(token: TokenRow): string {
  return `a${token.id}`
}

/** True when the hub's version has token ids in `GET /user`. */
export function tellsTokenId(version: HubVersion): boolean {
  return isSince(version, '5.0')
}

function clientOf({ clientId }: TokenRow): Client {
  const service = /^service-(.+)$/.exec(clientId)?.[1]
  return service ? { kind: 'service', service } : { kind: 'hub' }
}

function groupLookup(db: Database): GroupLookup {
  return (name) => {
    const user = findUser(db, name)
    return user ? groupsOf(db, user) : []
  }
}
