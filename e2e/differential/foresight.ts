import type { Decision, Facts } from '#hub/scopes/decision.ts'
import { parseScope, parseScopes, unparseScopes } from '#hub/scopes/parse.ts'
import type { HubVersion } from '#hub/versions.ts'
import { intersect } from '#hub/scopes/intersect.ts'
import type { CaseOf } from './case.ts'
import { authorizeCase, decideCase, factsOf, groupsIn } from './engine.ts'

type Decided = CaseOf<'decide' | 'authorize'>

function decideAny(each: Decided, facts: Facts, held: readonly string[]): Decision {
  return each.fn === 'decide' ? decideCase(each, facts, [...held]) : authorizeCase(each, facts, [...held])
}

/** Without knowing the groups we say what the hub says, or that we cannot tell: and then either may come. */
export function admitsIgnorance(each: Decided, version: HubVersion): boolean {
  const facts = factsOf(each, version)
  const told = decideAny(each, facts, each.held)
  const { groupsOf, ...blind } = facts
  const guess = decideAny(each, blind, each.held)
  if (guess.verdict !== 'unknown') return guess.verdict === told.verdict
  const all = unparseScopes(parseScopes(each.held)).flatMap((scope) => scope.split('!group=').slice(1))
  const inNone = decideAny(each, { ...blind, groupsOf: () => [] }, each.held)
  const inAll = decideAny(each, { ...blind, groupsOf: () => all }, each.held)
  return groupsOf !== undefined && inNone.verdict === 'denied' && inAll.verdict === 'allowed'
}

/** The scopes that a decision names are held, and decide the same way when nothing else is. */
export function namesItsReason(each: Decided, version: HubVersion): boolean {
  const facts = factsOf(each, version)
  const decision = decideAny(each, facts, each.held)
  const held = unparseScopes(parseScopes(each.held))
  const named = namedBy(decision)
  if (!named) return true
  const alone = decideAny(each, facts, named)
  return named.every((scope) => held.includes(scope)) && alone.verdict === decision.verdict
}

/** Before 5.0: a denial says so when another of the required scopes would have opened the operation. */
export function namesOverlooked(each: Decided, version: HubVersion): boolean {
  const facts = factsOf(each, version)
  const decision = decideAny(each, facts, each.held)
  if (decision.verdict !== 'denied' || decision.why !== 'filtered-out') return true
  const opens = (base: string) => {
    const alone = each.held.filter((scope) => parseScope(scope).base === base)
    return decideAny(each, facts, alone).verdict === 'allowed'
  }
  const { rule } = decision
  return rule.tag === 'stopped-at-first' ? opens(rule.overlooked) : !decision.scopes.some(opens)
}

function namedBy(decision: Decision): readonly string[] | undefined {
  const { rule } = decision
  if ('scope' in rule) return [rule.scope]
  return 'scopes' in rule ? rule.scopes : undefined
}

/** Without knowing the groups, what is certain and what is doubtful frame what the hub says. */
export function framesIntersection(each: CaseOf<'intersect'>, version: HubVersion): boolean {
  const told = intersect(each.a, each.b, version, groupsIn(each.groups ?? {})).scopes
  const { scopes, doubtful } = intersect(each.a, each.b, version)
  const possible = new Set([...scopes, ...doubtful])
  return scopes.every((scope) => told.includes(scope)) && told.every((scope) => possible.has(scope))
}
