import { parseScopes, type Extent, type HeldScopes } from '#hub/scopes/parse.ts'
import { isSince, type HubVersion } from '#hub/versions.ts'
import { findUser, groupsOf, type Database, type ServerRow, type UserRow } from './db.ts'
import { Refusal } from './refusal.ts'

/** What a request is aimed at, as far as scope filters can match it. `list`: the body is filtered instead. */
export type Aim =
  | { kind: 'hub' }
  | { kind: 'list' }
  | { kind: 'user'; user: string }
  | { kind: 'server'; user: string; server: string }
  | { kind: 'group'; group: string }
  | { kind: 'service'; service: string }

/** Refuses with 403 or 404 unless one of `anyOf` is held for the aim. Source: `needs_scope` in jupyterhub/scopes.py. */
export function needsScope(
  db: Database,
  version: HubVersion,
  held: HeldScopes,
  anyOf: readonly string[],
  aim: Aim,
): void {
  if (isSince(version, '5.0')) decide(db, held, anyOf, aim)
  else decideBefore5(db, held, anyOf, aim)
}

/** The refusal that lists the required scopes. */
export function missingScope(anyOf: readonly string[]): Refusal {
  return new Refusal(
    403,
    `Action is not authorized with current scopes; requires any of [${anyOf.join(', ')}]`,
  )
}

function decide(db: Database, held: HeldScopes, anyOf: readonly string[], aim: Aim): void {
  const extents = anyOf.flatMap((scope) => held.get(scope) ?? [])
  if (extents.includes('all')) return
  if (aim.kind === 'list' && extents.length > 0) return
  if (extents.some((extent) => extent !== 'all' && matches(db, extent, aim))) return
  if (extents.length > 0 && aim.kind !== 'hub') throw outOfFilter()
  throw missingScope(anyOf)
}

/** Up to 4.x the first held scope decides, and a filtered one is enough when there is no target. */
function decideBefore5(db: Database, held: HeldScopes, anyOf: readonly string[], aim: Aim): void {
  for (const scope of anyOf) {
    const extent = held.get(scope)
    if (!extent) continue
    if (extent === 'all' || aim.kind === 'list' || aim.kind === 'hub' || matches(db, extent, aim)) return
    throw outOfFilter()
  }
  throw missingScope(anyOf)
}

function outOfFilter(): Refusal {
  return new Refusal(404, 'No access to resources or resources not found')
}

function matches(db: Database, extent: Exclude<Extent, 'all'>, aim: Aim): boolean {
  const names = (kind: string, value: string) => extent.get(kind)?.has(value) ?? false
  switch (aim.kind) {
    case 'hub':
    case 'list':
      return false
    case 'group':
      return names('group', aim.group)
    case 'service':
      return names('service', aim.service)
    case 'server':
      if (names('server', `${aim.user}/${aim.server}`)) return true
      break
    case 'user':
      break
  }
  if (names('user', aim.user)) return true
  const user = findUser(db, aim.user)
  return user !== undefined && groupsOf(db, user).some((group) => names('group', group))
}

/** Whether single fields of models may be shown. Source: `check_scope_filter` in jupyterhub/scopes.py. */
export interface Sight {
  user(scope: string, user: UserRow): boolean
  server(scope: string, user: UserRow, server: ServerRow): boolean
  group(scope: string, group: string): boolean
  service(scope: string, service: string): boolean
}

export function sightOf(db: Database, scopes: Iterable<string>): Sight {
  const held = parseScopes(scopes)
  const test = (scope: string, check: (extent: Exclude<Extent, 'all'>) => boolean): boolean => {
    const extent = held.get(scope)
    return extent === 'all' || (extent !== undefined && check(extent))
  }
  const inGroups = (extent: Exclude<Extent, 'all'>, user: UserRow) => {
    const groups = extent.get('group')
    return groups !== undefined && groupsOf(db, user).some((group) => groups.has(group))
  }
  return {
    user: (scope, user) =>
      test(scope, (extent) => (extent.get('user')?.has(user.name) ?? false) || inGroups(extent, user)),
    server: (scope, user, server) =>
      test(scope, (extent) => {
        const servers = extent.get('server')
        // The bare name matches too: an oddity of the hub's own.
        if (servers?.has(server.name) || servers?.has(`${user.name}/${server.name}`)) return true
        return (extent.get('user')?.has(user.name) ?? false) || inGroups(extent, user)
      }),
    group: (scope, group) => test(scope, (extent) => extent.get('group')?.has(group) ?? false),
    service: (scope, service) => test(scope, (extent) => extent.get('service')?.has(service) ?? false),
  }
}
