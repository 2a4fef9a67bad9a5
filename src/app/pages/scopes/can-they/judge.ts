import { type OperationId, requiredScopes } from '#hub/operations.ts'
import { defaultRoleScopes } from '#hub/scopes/default-roles.ts'
import { type Decision, decide, type Target } from '#hub/scopes/decide.ts'
import { expandScopes } from '#hub/scopes/expand.ts'
import { parseScope, parseScopes } from '#hub/scopes/parse.ts'
import { type HubVersion, isSince } from '#hub/versions.ts'
import { ruleWords } from './rule-words.ts'

/** Somebody whose rights are asked about. */
export interface Subject {
  kind: 'user' | 'service'
  name: string
  /** Roles by name, with those of their groups, as far as they are shown. */
  roles: readonly string[]
  /** What may give them more, and is hidden from the visitor: "the roles of group staff". */
  hidden: readonly string[]
}

/** What is known of a subject's scopes. */
export interface Known {
  subject: Subject
  /** Expanded, of all that is known. */
  scopes: readonly string[]
  /** What may hold more: roles whose scopes the API does not tell. */
  gaps: readonly string[]
  version: HubVersion
}

/** `unknown`: what is not known may allow it. */
export interface Verdict {
  verdict: 'allowed' | 'denied' | 'unknown'
  /** The rule that decided, as a sentence. */
  rule: string
}

/**
 * Puts together what is known: the hub's own roles, and those whose scopes were told here. A token list that was told
 * stands for all of it.
 */
export function knownOf(
  subject: Subject,
  told: ReadonlyMap<string, readonly string[]>,
  token: readonly string[] | undefined,
  version: HubVersion,
): Known {
  const owner = { kind: subject.kind, name: subject.name }
  if (token) return { subject, scopes: expandScopes(token, owner, version), gaps: [], version }
  const { roles, hidden } = subject
  const raw = roles.flatMap((role) => told.get(role) ?? defaultRoleScopes(role, version) ?? [])
  const gaps = [
    ...roles.filter((role) => isUntold(role, version) && !told.has(role)).map((role) => `role ${role}`),
    ...hidden,
  ]
  return { subject, scopes: expandScopes(raw, owner, version), gaps, version }
}

/** True for a role whose scopes only the configuration tells. */
export function isUntold(role: string, version: HubVersion): boolean {
  return defaultRoleScopes(role, version) === undefined
}

/** Whether the subject may do it: with a token that holds all of theirs. The hub's answer stays the authority. */
export function judge(id: OperationId, target: Target, known: Known): Verdict {
  const { subject, scopes, gaps, version } = known
  const held = parseScopes(scopes)
  const decision = decide(id, target, held, { version, requester: subject.kind })
  const rule = ruleWords(decision, version)
  if (decision.verdict === 'unknown') return { verdict: 'unknown', rule }
  if (decision.verdict === 'allowed' && !mayStopBefore(id, decision, known))
    return { verdict: 'allowed', rule }
  const isSettled = decision.verdict === 'denied' && decision.why === 'not-offered'
  if (gaps.length === 0 || isSettled) return { verdict: decision.verdict, rule }
  const [only, ...more] = gaps
  const open = more.length === 0 ? only : `${gaps.length} things that the API does not tell`
  return { verdict: 'unknown', rule: `Not by what is known: ${lowered(rule)} Hangs on ${open}.` }
}

/** Before 5.0 a filtered scope that is asked for first closes what a later one would open, so a gap may close too. */
function mayStopBefore(id: OperationId, decision: Decision, { gaps, version }: Known): boolean {
  if (gaps.length === 0 || isSince(version, '5.0') || decision.verdict !== 'allowed') return false
  const { rule } = decision
  return 'scope' in rule && parseScope(rule.scope).base !== requiredScopes(id, version)[0]
}

function lowered(sentence: string): string {
  return sentence.charAt(0).toLowerCase() + sentence.slice(1)
}
