import { type Operation, operationOf, type OperationId, operations, requiredScopes } from '../operations.ts'
import { type HubVersion, isSince } from '../versions.ts'
import { authorize } from './authorize.ts'
import type { Decision, Facts } from './decision.ts'
import { refusesFilter } from './lists.ts'
import { decideOnNewToken } from './new-token.ts'
import { type HeldScopes, unparse } from './parse.ts'
import type { Target } from './target.ts'

export type { Decision } from './decision.ts'
export type { Target } from './target.ts'

/**
 * Whether the held (expanded) scopes open an operation on a target, and the rule that says so; the hub's answer stays
 * the authority. Which fields an allowed answer has is not decided here: see `showsField`.
 */
export function decide(id: OperationId, target: Target, held: HeldScopes, facts: Facts): Decision {
  const operation = operationOf(id)
  if (!isSince(facts.version, operation.since)) return notOffered(id, operation, facts.version)
  if (operation.target === 'public') return { verdict: 'allowed', rule: { tag: 'public' } }
  if (operation.target === 'any-credential') return anyCredential(facts)
  const scopes = requiredScopes(id, facts.version)
  if (id === 'createToken') return decideOnNewToken(scopes, target, held, facts)
  const aim: Target = isAimed(operation) ? target : { kind: 'none' }
  const decision = authorize(scopes, aim, held, facts, operation.target === 'list')
  return operation.target === 'list' ? listDecision(id, decision, scopes, held) : decision
}

function anyCredential({ loggedIn }: Facts): Decision {
  if (loggedIn !== false) return { verdict: 'allowed', rule: { tag: 'any-credential' } }
  return {
    verdict: 'denied',
    why: 'not-logged-in',
    scopes: [],
    rule: { tag: 'not-logged-in' },
    answer: { status: 403, message: undefined },
  }
}

function isAimed({ target }: Operation): boolean {
  return target === 'user' || target === 'server' || target === 'group' || target === 'service'
}

/** A list that the scope opens may still refuse to be narrowed by the filter. */
function listDecision(
  id: OperationId,
  decision: Decision,
  scopes: readonly string[],
  held: HeldScopes,
): Decision {
  const [base = ''] = scopes
  const extent = held.get(base)
  if (decision.verdict !== 'allowed' || extent === undefined || !refusesFilter(id, extent)) return decision
  return {
    verdict: 'denied',
    why: 'missing',
    scopes,
    rule: { tag: 'list-refuses-filter', scopes: unparse(base, extent) },
    answer: { status: 403, message: undefined },
  }
}

/** A path that the hub does not know at all is a 404, a method that it does not know a 405. */
function notOffered(id: OperationId, { path }: Operation, version: HubVersion): Decision {
  const isPath = Object.values<Operation>(operations).some(
    (other) => other.path === path && isSince(version, other.since),
  )
  return {
    verdict: 'denied',
    why: 'not-offered',
    scopes: requiredScopes(id, version),
    rule: { tag: 'not-offered' },
    answer: { status: isPath ? 405 : 404, message: undefined },
  }
}
