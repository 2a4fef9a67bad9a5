import { filteredMessage } from '../errors.ts'
import { type HubVersion, isSince, saysScopesToStrangers } from '../versions.ts'
import type { AllowingRule, Decision, DenyingRule, Facts, Refusal } from './decision.ts'
import { type HeldScopes, unparse } from './parse.ts'
import { type Reach, reachOf } from './reach.ts'
import type { Target } from './target.ts'

/** One of the required scopes, as far as it is held. */
interface Candidate {
  scopes: readonly string[]
  base: string
  reach: Reach
}

/**
 * Whether the hub lets a request through that needs any one of `required`, in their order, for a target. `isList`: the
 * operation is a list that the hub narrows by filters itself. Source: `needs_scope` in jupyterhub/scopes.py.
 */
export function authorize(
  required: readonly string[],
  target: Target,
  held: HeldScopes,
  facts: Facts,
  isList = false,
): Decision {
  const { version } = facts
  if (facts.loggedIn === false) return deny('not-logged-in', required, { tag: 'not-logged-in' }, version)
  const candidates = required.flatMap((base): Candidate[] => {
    const extent = held.get(base)
    return extent === undefined
      ? []
      : [{ base, scopes: unparse(base, extent), reach: reachOf(extent, target, facts) }]
  })
  const [first] = candidates
  if (!first) return deny('missing', required, { tag: 'missing' }, version)
  // Hubs before 5.0 stop at the first scope that is held, also where a later one would open the operation.
  const isOld = !isSince(version, '5.0')
  const looked = isOld ? [first] : candidates
  for (const candidate of looked) {
    const rule = opened(candidate)
    if (rule) return { verdict: 'allowed', rule }
  }
  const scopes = looked.flatMap((candidate) => candidate.scopes)
  if (target.kind === 'none') {
    if (isList) return { verdict: 'allowed', rule: { tag: 'narrowed-list', scopes } }
    if (isOld) return { verdict: 'allowed', rule: { tag: 'filter-overlooked', scopes } }
    return deny('missing', required, { tag: 'needs-unfiltered', scopes }, version)
  }
  for (const { base, reach } of looked) {
    if (reach.tag !== 'unknown') continue
    const { user, groups } = reach
    const open = groups.map((group) => `${base}!group=${group}`)
    return { verdict: 'unknown', scopes: required, rule: { tag: 'groups-unknown', scopes: open, user } }
  }
  const overlooked = candidates.slice(looked.length).find((candidate) => opened(candidate))
  const rule: DenyingRule = overlooked
    ? { tag: 'stopped-at-first', scopes, overlooked: overlooked.base }
    : { tag: 'filtered-out', scopes }
  return deny('filtered-out', required, rule, version)
}

function opened({ base, reach }: Candidate): AllowingRule | undefined {
  switch (reach.tag) {
    case 'unfiltered':
      return { tag: 'unfiltered', scope: base }
    case 'filter':
      return { tag: 'filter-matches', scope: `${base}!${reach.filter}` }
    case 'group': {
      const { user, group } = reach
      return { tag: 'group-membership', scope: `${base}!group=${group}`, user, group }
    }
    default:
      return undefined
  }
}

type Why = Extract<Decision, { verdict: 'denied' }>['why']

/** A denial with the answer that `needs_scope` gives for it. */
function deny(why: Why, required: readonly string[], rule: DenyingRule, version: HubVersion): Decision {
  return { verdict: 'denied', why, scopes: required, rule, answer: refusal(why, required, version) }
}

function refusal(why: Why, required: readonly string[], version: HubVersion): Refusal {
  if (why === 'filtered-out') return { status: 404, message: filteredMessage }
  if (why === 'not-logged-in' && !saysScopesToStrangers(version)) {
    return { status: 403, message: 'Missing or invalid credentials.' }
  }
  const scopes = required.join(', ')
  return { status: 403, message: `Action is not authorized with current scopes; requires any of [${scopes}]` }
}
