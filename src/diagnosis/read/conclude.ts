import type { FindingCode } from '../codes.ts'
import type { Certainty } from '../finding.ts'
import { browserRules } from './conclusions/browser.ts'
import { credentialFindings } from './conclusions/credentials.ts'
import { edgeAnswerRules } from './conclusions/edge-answers.ts'
import { edgeLimitRules } from './conclusions/edge-limits.ts'
import { edgeLogRules } from './conclusions/edge-log.ts'
import { edgeLoginRules } from './conclusions/edge-logins.ts'
import type { Rule } from './conclusions/found.ts'
import { headerRules } from './conclusions/header-loop.ts'
import { hubRules } from './conclusions/hub-state.ts'
import { loginRules } from './conclusions/login.ts'
import { refererFindings } from './conclusions/referer.ts'
import { routingRules } from './conclusions/routing.ts'
import { scopeFindings } from './conclusions/scopes.ts'
import { serverRules } from './conclusions/servers.ts'
import { socketRules } from './conclusions/sockets.ts'
import { spawnRules } from './conclusions/spawn.ts'
import { targetRules } from './conclusions/targets.ts'
import { xsrfFindings } from './conclusions/xsrf.ts'
import type { Observed } from './observed.ts'
import type { TextFinding } from './reading.ts'

/** Causes before their consequences: equal certainty keeps this order. */
const rules: readonly Rule[] = [
  refererFindings,
  xsrfFindings,
  credentialFindings,
  scopeFindings,
  ...loginRules,
  ...headerRules,
  ...spawnRules,
  ...serverRules,
  ...socketRules,
  ...routingRules,
  ...targetRules,
  ...edgeLimitRules,
  ...edgeLogRules,
  ...edgeLoginRules,
  ...edgeAnswerRules,
  ...browserRules,
  ...hubRules,
]

const rank: Record<Certainty, number> = { certain: 0, likely: 1, possible: 2 }

/** What a finding makes needless to say, because it is the same seen from further off, or less surely. */
const explains: Partial<Record<FindingCode, readonly FindingCode[]>> = {
  'ref-missing': ['progress-silent', 'creds-missing', 'ref-blocked'],
  'ref-blocked': ['progress-silent', 'creds-missing'],
  'scope-denied': ['progress-silent'],
  'scope-filtered-404': ['progress-silent'],
  'creds-missing': ['progress-silent'],
  'xsrf-missing': ['progress-silent'],
  'xsrf-mask': ['progress-silent'],
  'csp-frame': ['progress-silent'],
  'content-type-403': ['creds-missing'],
  'direct-hub-port': ['redirect-loop-route'],
  'host-route-loop-431': ['target-down-503', 'edge-limits'],
  'list-poisoned': ['hub-error'],
  'tornado-skew-500': ['hub-error'],
  'chp-api-403': ['hub-error'],
  'hub-unreachable-from-server': ['hub-error', 'http-proxy-env'],
  'server-token-stale': ['hub-error', 'creds-missing'],
  'spawn-timeout': ['hub-error', 'spawn-failed'],
  'spawn-failed': ['hub-error'],
  'hub-slow': ['hub-error'],
  'chp-tls-503': ['target-down-503'],
  'edge-rate-limit': ['progress-silent'],
  'http-proxy-env': ['edge-blocks-api', 'edge-answered', 'edge-upstream-down', 'edge-replaces-errors'],
  'edge-limits': ['edge-upstream-down'],
  'edge-auth': ['edge-answered', 'creds-missing'],
  'edge-blocks-api': ['edge-answered'],
  'edge-paths-missing': ['edge-answered', 'edge-replaces-errors', 'prefix-mismatch'],
}

/** Everything the rules find, the best first. */
export function conclude(seen: Observed): TextFinding[] {
  const all = onePerCode(rules.flatMap((rule) => rule(seen)))
  return all
    .filter((finding) => !all.some((other) => makesNeedless(other, finding)))
    .map((finding, order) => ({ finding, order }))
    .toSorted(
      (a, b) =>
        rank[a.finding.certainty] - rank[b.finding.certainty] ||
        Number(a.finding.severity === 'info') - Number(b.finding.severity === 'info') ||
        a.order - b.order,
    )
    .map(({ finding }) => finding)
}

/** Seen from so far off that their lines are others than the cause's. */
const symptoms = new Set<FindingCode>(['progress-silent', 'redirect-loop-route', 'hub-error'])

function makesNeedless(cause: TextFinding, finding: TextFinding): boolean {
  if (!explains[cause.code]?.includes(finding.code)) return false
  const surer = rank[finding.certainty] - rank[cause.certainty]
  if (surer < 0) return false
  return (
    symptoms.has(finding.code) ||
    (surer > 0 && finding.certainty === 'possible') ||
    sharesLine(cause, finding)
  )
}

function sharesLine(a: TextFinding, b: TextFinding): boolean {
  return a.evidence.some(({ line, text }) =>
    b.evidence.some((other) => other.line === line && other.text === text),
  )
}

/** Several rules may know the same code from different lines: the surer of them, or the lines of both. */
function onePerCode(findings: readonly TextFinding[]): TextFinding[] {
  const byCode = new Map<FindingCode, TextFinding>()
  for (const finding of findings) {
    const before = byCode.get(finding.code)
    byCode.set(finding.code, before ? merged(before, finding) : finding)
  }
  return [...byCode.values()]
}

function merged(a: TextFinding, b: TextFinding): TextFinding {
  const difference = rank[b.certainty] - rank[a.certainty]
  if (difference !== 0) return difference < 0 ? b : a
  const lines = new Map([...a.evidence, ...b.evidence].map((each) => [`${each.line} ${each.text}`, each]))
  return {
    ...a,
    evidence: [...lines.values()].toSorted((x, y) => x.line - y.line).slice(0, 8),
    times: a.times + b.times,
  }
}
