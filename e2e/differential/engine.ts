import type { OperationId } from '#hub/operations.ts'
import { operations } from '#hub/operations.ts'
import { authorize } from '#hub/scopes/authorize.ts'
import { customProblem } from '#hub/scopes/custom.ts'
import { decide } from '#hub/scopes/decide.ts'
import type { Decision, Facts, GroupLookup } from '#hub/scopes/decision.ts'
import { type Client, type Holder, scopesOfHolder, scopesOfToken } from '#hub/scopes/effective.ts'
import { findNonexistent } from '#hub/scopes/existence.ts'
import { expandScopes, type Owner, type Setting } from '#hub/scopes/expand.ts'
import { showsField } from '#hub/scopes/fields.ts'
import { intersect } from '#hub/scopes/intersect.ts'
import { isListed } from '#hub/scopes/lists.ts'
import { parseScopes, reduceScopes } from '#hub/scopes/parse.ts'
import { type Raise, reportEmptyFilters } from '#hub/scopes/raise.ts'
import { targetOf, type Target } from '#hub/scopes/target.ts'
import { excessScopes, resolveRequested } from '#hub/scopes/token-request.ts'
import type { HubVersion } from '#hub/versions.ts'
import type { Case, CaseOf } from './case.ts'

/** Our result for a case, and the exceptions that we think the hub raises in its place. */
export interface EngineAnswer {
  value: unknown
  raises: readonly Raise[]
}

/** What our engine makes of a case, in the form of the hub's answers. */
export function engineAnswer(each: Case, version: HubVersion): EngineAnswer {
  const raises: Raise[] = []
  const onRaise = (raise: Raise) => void raises.push(raise)
  return { value: valueOf(each, version, onRaise), raises }
}

function valueOf(each: Case, version: HubVersion, onRaise: (raise: Raise) => void): unknown {
  const setting = { onRaise, custom: customOf(each) }
  switch (each.fn) {
    case 'expand':
      return expandScopes(each.raw, ownerOf(each.owner), version, setting).toSorted()
    case 'parse':
      reportEmptyFilters(each.scopes, version, onRaise, true)
      return parsed(each.scopes)
    case 'reduce':
      reportEmptyFilters(each.scopes, version, onRaise, true)
      return reduceScopes(each.scopes).toSorted()
    case 'intersect': {
      const groupsOf = each.groups ? groupsIn(each.groups) : undefined
      return intersect(each.a, each.b, version, groupsOf, onRaise).scopes.toSorted()
    }
    case 'exist':
      return findNonexistent(each.scopes, version, each.holder, setting.custom)?.message ?? null
    case 'field': {
      const { target } = each
      const extent = parseScopes(each.held).get(each.base)
      if (!('user' in target)) return showsField(extent, target)
      return showsField(extent, { ...target, userGroups: groupsIn(each.groups)(target.user) })
    }
    case 'decide':
      reportEmptyFilters(each.held, version, onRaise, true)
      return outcome(decideCase(each, factsOf(each, version)), each)
    case 'authorize':
      reportEmptyFilters(each.held, version, onRaise, true)
      return outcome(authorizeCase(each, factsOf(each, version)), each)
    case 'holder':
      return scopesOfHolder(holderOf(each), version, setting).toSorted()
    case 'token': {
      const token = { raw: each.raw, client: clientOf(each.client) }
      return scopesOfToken(token, holderOf(each), version, groupsIn(each.groups), setting).scopes.toSorted()
    }
    case 'check-token':
      return excessScopes(
        each.raw,
        holderOf(each),
        clientOf(each.client),
        version,
        groupsIn(each.groups),
        setting,
      ).toSorted()
    case 'resolve': {
      const { requested, available, owner, groups } = each
      const granted = resolveRequested(
        requested,
        available,
        ownerOf(owner),
        version,
        groupsIn(groups),
        setting,
      )
      const allowed = expandScopes(granted.allowed, ownerOf(owner), version, setting)
      return { allowed: allowed.toSorted(), disallowed: granted.disallowed.toSorted() }
    }
    case 'custom':
      return customProblem(new Map(each.definitions), version) ?? null
  }
}

/** The decision on a request for one of the table's operations. */
export function decideCase(each: CaseOf<'decide'>, facts: Facts, held = each.held): Decision {
  const id = idOf(each.operation)
  return decide(id, targetOf(id, each.params), parseScopes(held), facts)
}

/** The decision on a handler with any scopes and any target. */
export function authorizeCase(each: CaseOf<'authorize'>, facts: Facts, held = each.held): Decision {
  const [name = '', server] = each.arguments
  return authorize(
    each.required,
    targetCalled(each.target, name ?? '', server),
    parseScopes(held),
    facts,
    each.postFilter,
  )
}

/** All that the hub knows when it decides. */
export function factsOf(each: CaseOf<'decide' | 'authorize'>, version: HubVersion): Facts {
  const known = { version, groupsOf: groupsIn(each.groups) }
  if (each.fn === 'authorize') return { ...known, loggedIn: each.loggedIn }
  const { requester } = each
  return requester === null ? { ...known, loggedIn: false } : { ...known, requester }
}

function outcome(decision: Decision, each: CaseOf<'decide' | 'authorize'>): unknown {
  const isUnchecked = each.fn === 'decide' && ['getVersion', 'whoAmI'].includes(each.operation)
  if (isUnchecked) return { undecorated: true }
  switch (decision.verdict) {
    case 'allowed':
      return { granted: each.fn === 'decide' ? listed(each) : null }
    case 'denied':
      return { status: decision.answer.status, message: decision.answer.message ?? null }
    case 'unknown':
      return decision
  }
}

/** The names that a list shows; null for anything but a list. */
function listed(each: CaseOf<'decide'>): string[] | null {
  const id = idOf(each.operation)
  const extent = parseScopes(each.held).get(operations[id].scopes[0] ?? '')
  const all = things(each)
  if (!all || extent === undefined) return null
  return all.filter((name) => isListed(id, extent, name, groupsIn(each.groups))).toSorted()
}

function things({ operation, users, groups, services, requester }: CaseOf<'decide'>): string[] | null {
  switch (operation) {
    case 'listUsers': {
      const caller = requester === 'user' ? ['requester'] : []
      return [...new Set([...users, ...Object.values(groups).flat(), ...caller])]
    }
    case 'listGroups':
      return Object.keys(groups)
    case 'listServices':
      return services
    default:
      return null
  }
}

function parsed(scopes: readonly string[]): unknown {
  return [...parseScopes(scopes)]
    .map(([base, extent]) => {
      if (extent === 'all') return [base, extent] as const
      return [
        base,
        [...extent].map(([kind, values]) => [kind, [...values].toSorted()] as const).toSorted(byFirst),
      ] as const
    })
    .toSorted(byFirst)
}

function byFirst(a: readonly [string, unknown], b: readonly [string, unknown]): number {
  return a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0
}

function idOf(operation: string): OperationId {
  if (!(operation in operations)) throw new Error(`${operation} is no operation`)
  return operation as OperationId
}

function targetCalled(kind: Target['kind'], name: string, server: string | null | undefined): Target {
  switch (kind) {
    case 'none':
      return { kind }
    case 'user':
      return { kind, user: name }
    case 'server':
      // Where the path has no server, the hub compares with Python's text for nothing.
      return { kind, user: name, server: server ?? 'None' }
    case 'group':
      return { kind, group: name }
    case 'service':
      return { kind, service: name }
  }
}

/** A lookup in `{group: [member, ...]}`. */
export function groupsIn(groups: Readonly<Record<string, readonly string[]>>): GroupLookup {
  return (user) => Object.keys(groups).filter((group) => groups[group]?.includes(user))
}

function ownerOf({ kind, name, client }: CaseOf<'expand'>['owner']): Owner {
  const own = kind === 'user' || kind === 'service' ? kind : 'other'
  switch (client?.kind) {
    case 'service':
      return { kind: own, name, client: client.service }
    case 'server':
      return { kind: own, name, clientServer: `${client.user}/${client.server}` }
    default:
      return { kind: own, name }
  }
}

function clientOf(client: CaseOf<'token'>['client']): Client {
  return client.kind === 'server' ? { kind: 'server', server: `${client.user}/${client.server}` } : client
}

function holderOf(each: CaseOf<'holder' | 'token' | 'check-token'>): Holder {
  const { kind, name, shares } = each
  const own = kind === 'user' ? (groupsIn(each.groups)(name) ?? []) : []
  const ofGroups = own.flatMap((group) => each.groupRoles[group] ?? [])
  const to = (kind: string, names: readonly string[]) =>
    shares
      .filter((share) => share.to.kind === kind && names.includes(share.to.name))
      .map(({ scopes, user, server }) => ({ scopes, server: `${user}/${server}` }))
  return {
    kind,
    name,
    raw: [...each.roles, ...ofGroups].flat(),
    shares: to('user', [name]),
    groupShares: to('group', own),
  }
}

function customOf(each: Case): Setting['custom'] {
  return 'custom' in each && each.custom ? new Map(Object.entries(each.custom)) : undefined
}
