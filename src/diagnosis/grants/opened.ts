import { type Operation, operationOf, type OperationId, operations } from '#hub/operations.ts'
import { decide, type Target } from '#hub/scopes/decide.ts'
import { expandScopes } from '#hub/scopes/expand.ts'
import { withSubscopes } from '#hub/scopes/hierarchy.ts'
import { type HeldScopes, parseScopes } from '#hub/scopes/parse.ts'
import type { HubVersion } from '#hub/versions.ts'
import { type Grant, ownerOf, type Question } from './grant.ts'
import type { Reach } from './reach.ts'

/** What a grant allows beyond what was asked for. */
export interface Opened {
  /** Operations that the token could not perform before. */
  operations: readonly OperationId[]
  /** The operation that was refused opens for more than the one target. */
  alsoElsewhere: boolean
  /** What the scope allows on the hub beyond what Hubscope does, as ends of "and to ...". */
  powers: readonly string[]
}

/**
 * What else a token with this grant could do. A grant that only lets the service be delegated a scope gives the user's
 * tokens here all that their roles hold of it.
 */
export function openedBy(question: Question, grant: Grant): Opened {
  const { who, version, operation, target } = question
  const reach: Reach = grant.role === 'no' ? { kind: 'all' } : grant.reach
  const scope = grant.role === 'no' ? grant.base : grant.scope
  const before = parseScopes(who.scopes)
  const after = parseScopes([...who.scopes, ...expandScopes([scope], ownerOf(question), version)])
  const may = (id: OperationId, held: HeldScopes) =>
    probesOf(operationOf(id), reach).some(
      (probe) => decide(id, probe, held, { version }).verdict === 'allowed',
    )
  const gained = (Object.keys(operations) as OperationId[]).filter((id) => !may(id, before) && may(id, after))
  return {
    operations: gained.filter((id) => id !== operation),
    alsoElsewhere: gained.includes(operation) && !isJust(target, reach),
    powers: powersOf(grant.base, before, version),
  }
}

/** Stands for any name: no filter names it. */
const anyone = '\u0000'

/** Targets that a reach lets through, and as few filters as possible beside. */
function probesOf(operation: Operation, reach: Reach): Target[] {
  switch (operation.target) {
    case 'user':
      return usersOf(reach).map(({ name, userGroups }) => ({ kind: 'user', user: name, userGroups }))
    case 'server':
      return reach.kind === 'server'
        ? [{ kind: 'server', user: reach.user, server: reach.server, userGroups: [] }]
        : usersOf(reach).map(({ name, userGroups }) => ({
            kind: 'server',
            user: name,
            server: anyone,
            userGroups,
          }))
    case 'group':
      if (reach.kind === 'group' || reach.kind === 'members') return [{ kind: 'group', group: reach.group }]
      return reach.kind === 'all' ? [{ kind: 'group', group: anyone }] : []
    case 'service':
      if (reach.kind === 'service') return [{ kind: 'service', service: reach.service }]
      return reach.kind === 'all' ? [{ kind: 'service', service: anyone }] : []
    default:
      return [{ kind: 'none' }]
  }
}

function usersOf(reach: Reach): { name: string; userGroups: string[] }[] {
  switch (reach.kind) {
    case 'all':
      return [{ name: anyone, userGroups: [] }]
    case 'user':
      return [{ name: reach.user, userGroups: [] }]
    case 'group':
    case 'members':
      return [{ name: anyone, userGroups: [reach.group] }]
    default:
      return []
  }
}

/** True when a reach covers the target and nothing more of its kind. */
function isJust(target: Target, reach: Reach): boolean {
  return target.kind === reach.kind || (target.kind === 'none' && reach.kind === 'all')
}

/** What scopes allow that no operation of Hubscope shows. Source: the handlers under jupyterhub/apihandlers. */
const powers: readonly (readonly [string, string])[] = [
  ['proxy', 'point the hub at another proxy'],
  ['tokens', 'act in a user’s name by a token made for them'],
  ['admin:auth_state', 'read and set what the authenticator keeps of a user'],
  ['admin:server_state', 'read what the spawner keeps of a server'],
  ['admin:users', 'rename users'],
  ['users:activity', 'report activity in a user’s name'],
  ['access:servers', 'open servers and work in them'],
  ['admin:services', 'make a service with the rights of an admin'],
  ['shutdown', 'shut the hub down'],
  ['shares', 'share servers with others'],
]

function powersOf(base: string, before: HeldScopes, version: HubVersion): string[] {
  const gained = new Set(withSubscopes(base, version).filter((each) => before.get(each) !== 'all'))
  return powers.filter(([scope]) => gained.has(scope)).map(([, words]) => words)
}
