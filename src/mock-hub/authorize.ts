import { authorize } from '#hub/scopes/authorize.ts'
import type { Facts } from '#hub/scopes/decision.ts'
import { showsField } from '#hub/scopes/fields.ts'
import { type HeldScopes, parseScopes } from '#hub/scopes/parse.ts'
import type { AimedTarget, Target } from '#hub/scopes/target.ts'
import type { HubVersion } from '#hub/versions.ts'
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

/** Refuses with 403 or 404 unless one of `anyOf` is held for the aim. */
export function needsScope(
  db: Database,
  version: HubVersion,
  held: HeldScopes,
  anyOf: readonly string[],
  aim: Aim,
): void {
  const groupsOfName = (name: string) => {
    const user = findUser(db, name)
    return user ? groupsOf(db, user) : []
  }
  const facts: Facts = { version, groupsOf: groupsOfName }
  const decision = authorize(anyOf, targetOf(aim), held, facts, aim.kind === 'list')
  if (decision.verdict === 'denied') throw new Refusal(decision.answer.status, decision.answer.message)
}

function targetOf(aim: Aim): Target {
  return aim.kind === 'hub' || aim.kind === 'list' ? { kind: 'none' } : aim
}

/** The refusal that lists the required scopes. */
export function missingScope(anyOf: readonly string[]): Refusal {
  return new Refusal(
    403,
    `Action is not authorized with current scopes; requires any of [${anyOf.join(', ')}]`,
  )
}

/** Whether single fields of models may be shown. */
export interface Sight {
  user(scope: string, user: UserRow): boolean
  server(scope: string, user: UserRow, server: ServerRow): boolean
  group(scope: string, group: string): boolean
  service(scope: string, service: string): boolean
}

export function sightOf(db: Database, scopes: Iterable<string>): Sight {
  const held = parseScopes(scopes)
  const shows = (scope: string, target: AimedTarget) => showsField(held.get(scope), target) === true
  return {
    user: (scope, user) => shows(scope, { kind: 'user', user: user.name, userGroups: groupsOf(db, user) }),
    server: (scope, user, server) =>
      shows(scope, { kind: 'server', user: user.name, server: server.name, userGroups: groupsOf(db, user) }),
    group: (scope, group) => shows(scope, { kind: 'group', group }),
    service: (scope, service) => shows(scope, { kind: 'service', service }),
  }
}
