import { compareVersions } from '../versions.ts'
import type { Decision, DenyingRule, Facts } from './decision.ts'
import { authorize } from './authorize.ts'
import { type HeldScopes, unparse } from './parse.ts'
import type { Target } from './target.ts'

/**
 * Making a token has its own check: always a 403, never a 404, and no word about scopes.
 * Source: `UserTokenListAPIHandler.post` in jupyterhub/apihandlers/users.py.
 */
export function decideOnNewToken(
  scopes: readonly string[],
  target: Target,
  held: HeldScopes,
  facts: Facts,
): Decision {
  const { loggedIn = true, requester = 'user' } = facts
  const refuse = (why: 'missing' | 'filtered-out' | 'not-logged-in', rule: DenyingRule): Decision => ({
    verdict: 'denied',
    why,
    scopes,
    rule,
    answer: {
      status: 403,
      message: loggedIn && target.kind === 'user' ? refusal(target.user, requester) : undefined,
    },
  })
  if (!loggedIn) return refuse('not-logged-in', { tag: 'not-logged-in' })
  const [base = ''] = scopes
  const extent = held.get(base)
  if (extent === undefined) return refuse('missing', { tag: 'missing' })
  if (extent !== 'all' && target.kind === 'user' && looksForServices(facts)) {
    if (extent.get('service')?.has(target.user)) {
      return { verdict: 'allowed', rule: { tag: 'filter-matches', scope: `${base}!service=${target.user}` } }
    }
    return refuse('filtered-out', { tag: 'filter-of-other-kind', scopes: unparse(base, extent) })
  }
  const decision = authorize(scopes, target, held, facts)
  return decision.verdict === 'denied' ? refuse('filtered-out', decision.rule) : decision
}

function refusal(user: string, requester: 'user' | 'service'): string {
  const kind = requester === 'user' ? 'User' : 'Service'
  return `${kind} ${user} not found or no permissions to generate tokens`
}

/** Up to 5.5.1 the filter is looked up under the kind of whoever asks. */
function looksForServices({ requester, version }: Facts): boolean {
  return requester === 'service' && compareVersions(version, { major: 5, minor: 5, patch: 2, text: '' }) < 0
}
