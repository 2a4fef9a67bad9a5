import { type OperationId, operationOf, requiredScopes } from '#hub/operations.ts'
import { adminsHold } from '#hub/scopes/admin-role.ts'
import { authorize } from '#hub/scopes/authorize.ts'
import { decide, type Decision, type Target } from '#hub/scopes/decide.ts'
import { expandScopes, type Owner } from '#hub/scopes/expand.ts'
import { intersect } from '#hub/scopes/intersect.ts'
import { withSubscopes } from '#hub/scopes/hierarchy.ts'
import { parseScopes } from '#hub/scopes/parse.ts'
import type { HubVersion } from '#hub/versions.ts'
import { type Reach, reachesOf, withReach } from './reach.ts'

/** What somebody wants to do, and what is known of why they may not. */
export interface Question {
  operation: OperationId
  target: Target
  /** The scopes that the hub's answer names; undefined: those of our table. */
  required?: readonly string[] | undefined
  version: HubVersion
  who: {
    name: string
    /** Undefined: not known. */
    admin: boolean | undefined
    groups: readonly string[]
    /** What their token holds, expanded. */
    scopes: readonly string[]
    /** What their roles hold, expanded; undefined: not known. */
    roleScopes?: readonly string[] | undefined
  }
  service: {
    name: string
    /** Raw scopes that it may be delegated; undefined: not known. */
    allowedScopes: readonly string[] | undefined
  }
}

/** Whether a half of a grant is needed; `maybe`: what is known does not tell. */
export type Need = 'yes' | 'no' | 'maybe'

/** One scope that opens the operation. */
export interface Grant {
  /** Without filter. */
  base: string
  reach: Reach
  /** With the filter that gives it its reach. */
  scope: string
  /** Whether a role has to give the scope to the user. */
  role: Need
  /** Whether the service has to be let be delegated it. */
  delegation: Need
}

/**
 * The grants that open the operation, one for each reach, the narrowest first; of several scopes any of which would do,
 * the weakest. Empty when no scope opens it, or a login anew would do: an admin's role holds what Hubscope may ask for.
 */
export function grantsFor(question: Question): Grant[] {
  const { operation, target, who } = question
  const isList = operationOf(operation).target === 'list'
  return reachesOf(target, isList ? who.groups : [])
    .map((reach) => grantWith(question, reach))
    .filter((grant) => grant !== undefined)
    .filter(({ role, delegation }) => role !== 'no' || delegation !== 'no')
}

function grantWith(question: Question, reach: Reach): Grant | undefined {
  const { who, version } = question
  const base = byStrength(requiredOf(question), version).find((each) => {
    const gained = expandScopes([withReach(each, reach)], ownerOf(question), version)
    return opens(question, [...who.scopes, ...gained]).verdict === 'allowed'
  })
  if (base === undefined) return undefined
  const scope = withReach(base, reach)
  const delegation = delegationNeed(question, scope)
  return { base, reach, scope, delegation, role: roleNeed(question, base, delegation) }
}

/** Scopes any one of which the operation asks for. */
export function requiredOf({ required, operation, version }: Question): readonly string[] {
  return required ?? requiredScopes(operation, version)
}

/** Those that hold the fewest others first; equals keep their order. */
function byStrength(scopes: readonly string[], version: HubVersion): string[] {
  return scopes.toSorted((a, b) => withSubscopes(a, version).length - withSubscopes(b, version).length)
}

/** What the hub would say to a token with these expanded scopes. */
export function opens(question: Question, scopes: readonly string[]): Decision {
  const { operation, target, required, version } = question
  const held = parseScopes(scopes)
  if (!required) return decide(operation, target, held, { version })
  // The hub's own list counts where a table of ours says something else.
  const isList = operationOf(operation).target === 'list'
  return authorize(required, target, held, { version }, isList)
}

function delegationNeed(question: Question, scope: string): Need {
  const { version, who, service } = question
  // A token that lacks what its owner's roles hold was not given it.
  if (!service.allowedScopes) return rolesOpen(question) === true ? 'yes' : 'maybe'
  const owner = ownerOf(question)
  const asked = expandScopes([scope], owner, version)
  const allowed = expandScopes(service.allowedScopes, owner, version)
  const { scopes, doubtful } = intersect(asked, allowed, version)
  if (opens(question, [...who.scopes, ...scopes]).verdict === 'allowed') return 'no'
  return opens(question, [...who.scopes, ...scopes, ...doubtful]).verdict === 'allowed' ? 'maybe' : 'yes'
}

function roleNeed(question: Question, base: string, delegation: Need): Need {
  const open = rolesOpen(question) ?? (isAdminsOwn(question, base) || undefined)
  if (open !== undefined) return open ? 'no' : 'yes'
  return delegation === 'no' ? 'yes' : 'maybe'
}

/** Whether the user's own roles open the operation; undefined when what they hold is not known. */
export function rolesOpen(question: Question): boolean | undefined {
  const { roleScopes } = question.who
  return roleScopes && opens(question, roleScopes).verdict === 'allowed'
}

/** An admin's role holds nearly everything; of anybody else's roles a token tells only what it got of them. */
export function isAdminsOwn({ who, version }: Question, base: string): boolean {
  return who.admin === true && adminsHold(base, version)
}

export function ownerOf({ who, service }: Question): Owner {
  return { kind: 'user', name: who.name, client: service.name }
}
