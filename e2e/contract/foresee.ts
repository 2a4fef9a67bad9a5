import { operationOf, type OperationId } from '#hub/operations.ts'
import { decide, type Decision, type Target } from '#hub/scopes/decide.ts'
import { expandScopes } from '#hub/scopes/expand.ts'
import { parseScopes } from '#hub/scopes/parse.ts'
import type { HubVersion } from '#hub/versions.ts'
import { cases } from './cases.ts'
import { membersGroup, type Place } from './world.ts'

function targetOf(id: OperationId, place: Place): Target {
  const { user = '', server = '', group = '', service = '' } = cases[id].params(place)
  const userGroups = place === 'inside' ? [membersGroup] : []
  switch (operationOf(id).target) {
    case 'user':
      return { kind: 'user', user, userGroups }
    case 'server':
      return { kind: 'server', user, server, userGroups }
    case 'group':
      return { kind: 'group', group }
    case 'service':
      return { kind: 'service', service }
    default:
      return { kind: 'none' }
  }
}

/** What the page would think of the call before it is made; the hub is about to say whether that is right. */
export function foresee(id: OperationId, version: HubVersion, grant: string, place: Place): Decision {
  const held = expandScopes(grant ? [grant] : [], { kind: 'service', name: 'any' }, version)
  return decide(id, targetOf(id, place), parseScopes(held), { version, requester: 'service' })
}
