import { operationOf, operations, type OperationId, requiredScopes } from '#hub/operations.ts'
import { scopeNames } from '#hub/scopes/hierarchy.ts'
import { isSince, type HubVersion } from '#hub/versions.ts'
import { cases } from './cases.ts'
import { groupAt, membersGroup, serverName, serviceAt } from './world.ts'

export const operationIds = Object.keys(operations) as OperationId[]

/** A scope that opens none of the operations. */
export const unrelated = 'read:metrics'

const filtersOf = {
  public: [],
  'any-credential': [],
  none: [],
  list: [],
  user: ['user=inside', `group=${membersGroup}`],
  server: [`server=inside/${serverName}`, 'user=inside', `group=${membersGroup}`],
  group: [`group=${groupAt.inside}`],
  service: [`service=${serviceAt.inside}`],
} as const

/** Filters that let the operation reach `inside` and not `outside`. */
export function matchingFilters(id: OperationId, version: HubVersion): readonly string[] {
  const { filtersSince } = cases[id]
  if (filtersSince && !isSince(version, filtersSince)) return []
  return cases[id].filters ?? filtersOf[operationOf(id).target]
}

/** Grants that leave only a part of a list, and whom the list then names. */
export const listGrants: { id: OperationId; grant: string; names: string[] }[] = [
  { id: 'listUsers', grant: 'list:users!user=inside', names: ['inside'] },
  { id: 'listUsers', grant: `list:users!group=${membersGroup}`, names: ['inside'] },
  { id: 'listGroups', grant: `list:groups!group=${groupAt.inside}`, names: [groupAt.inside] },
  { id: 'listServices', grant: `list:services!service=${serviceAt.inside}`, names: [serviceAt.inside] },
]

/** Grants, each of one raw scope, that single tests ask for besides those of the table. */
const others = ['', unrelated, 'list:users!server=inside/box', 'read:servers!server=inside/']

/** Words of the vocabulary that are no rights: they stand for what their holder has, or for nothing. */
const noRights = new Set(['(no_scope)', 'self', 'inherit'])

/** The operation's scopes, bare and with every filter that the suite tries on them. */
function grantsOf(id: OperationId, version: HubVersion): string[] {
  const scopes = requiredScopes(id, version)
  const filters = operationOf(id).target === 'none' ? ['user=inside'] : matchingFilters(id, version)
  return [...scopes, ...scopes.flatMap((scope) => filters.map((filter) => `${scope}!${filter}`))]
}

/** Every grant the suite uses on a hub of this version. */
export function allGrants(version: HubVersion): string[] {
  const known = operationIds.filter((id) => isSince(version, operationOf(id).since))
  const vocabulary = scopeNames(version).filter((scope) => !noRights.has(scope))
  return [
    ...new Set([
      ...known.flatMap((id) => grantsOf(id, version)),
      ...listGrants.map(({ grant }) => grant),
      ...others,
      ...vocabulary,
    ]),
  ]
}
