import type { Evidence } from './evidence.ts'
import type { Certainty, Finding } from './finding.ts'
import { adminPowers } from './rules/admin-powers.ts'
import { credentialsMissing } from './rules/credentials.ts'
import { edge } from './rules/edge.ts'
import { hubState } from './rules/hub-state.ts'
import { lastResort } from './rules/last-resort.ts'
import type { Rule } from './rules/rule.ts'
import { scopeDenied } from './rules/scope-denied.ts'
import { scopeFiltered } from './rules/scope-filtered.ts'
import { silence } from './rules/silence.ts'
import { xsrf } from './rules/xsrf.ts'

/** The more special first: equal certainty keeps this order. */
const rules: readonly Rule[] = [
  scopeDenied,
  scopeFiltered,
  credentialsMissing,
  xsrf,
  adminPowers,
  silence,
  edge,
  hubState,
]

const rank: Record<Certainty, number> = { certain: 0, likely: 1, possible: 2 }

/** What explains a failed request, the most certain first; never empty. */
export function diagnose(evidence: Evidence): [Finding, ...Finding[]] {
  const [first, ...others] = rules
    .map((rule) => rule(evidence))
    .filter((finding) => finding !== undefined)
    .toSorted((a, b) => rank[a.certainty] - rank[b.certainty])
  return first ? [first, ...others] : [lastResort(evidence)]
}
