import type { Check } from './check.ts'
import { access } from './checks/who-answers/access.ts'
import { caching, errors, pageHeaders } from './checks/answers/answers.ts'
import { authorization, token } from './checks/requests/authorization.ts'
import { client } from './checks/requests/client.ts'
import { clocks } from './checks/service/clocks.ts'
import { doubledCookies } from './checks/requests/doubled-cookies.ts'
import { handshake } from './checks/requests/handshake.ts'
import { host } from './checks/requests/host.ts'
import { callback, hubInside, version } from './checks/service/inside.ts'
import { bodies, cookies, headerSize, methods } from './checks/requests/limits.ts'
import { hosts } from './checks/service/hosts.ts'
import { login } from './checks/service/login.ts'
import { metadata } from './checks/requests/metadata.ts'
import { paths, prefix } from './checks/requests/paths.ts'
import { policies } from './checks/answers/policies.ts'
import { progress } from './checks/answers/progress.ts'
import { redirects } from './checks/answers/redirects.ts'
import { referer } from './checks/requests/referer.ts'
import { routes } from './checks/routes/routes.ts'
import { scheme } from './checks/requests/scheme.ts'
import { idle, sockets } from './checks/answers/sockets.ts'
import { stream } from './checks/answers/stream.ts'
import { serverVersions, targets } from './checks/routes/targets.ts'
import type { DoctorFinding } from './finding.ts'
import { joined, ranked } from './order.ts'
import { judgeReach } from './reach/judge-reach.ts'
import type { ProbeResults } from './results.ts'
import { type Site, siteOf } from './site.ts'

/** Causes before what they bring about, and what keeps everybody out before what some miss: findings keep this order. */
const checks: readonly Check[] = [
  cookies,
  prefix,
  access,
  redirects,
  hubInside,
  login,
  hosts,
  doubledCookies,
  host,
  referer,
  scheme,
  authorization,
  token,
  sockets,
  handshake,
  caching,
  routes,
  targets,
  paths,
  methods,
  bodies,
  headerSize,
  policies,
  pageHeaders,
  client,
  errors,
  stream,
  progress,
  metadata,
  idle,
  callback,
  version,
  clocks,
  serverVersions,
]

export interface Examination {
  /** The best first; none when all that was checked is well. */
  findings: readonly DoctorFinding[]
  /** What was checked and is well, in a few words each. */
  well: readonly string[]
  /** Names of what could not be checked; why is in the results, where it is known. */
  unchecked: readonly string[]
  seen: Seen
  site: Site
}

/**
 * How far the checks came with everybody answering in their place: to the service and back, or to a hub that has no such
 * service. Short of that, and where a login was tried and failed, that nothing was found does not mean that all is well.
 */
export type Seen = 'way' | 'hub' | 'no-login' | 'nothing'

/** From what the probes found to what is wrong and what is not. Never throws. */
export function examine(results: ProbeResults): Examination {
  const site = siteOf(results)
  const findings: DoctorFinding[] = []
  let isAccessWell = false
  const well: string[] = []
  const unchecked: string[] = []
  for (const check of checks) {
    const verdict = check.judge(site)
    if (verdict === undefined) {
      if (isMissed(check, results)) unchecked.push(check.name)
    } else if ('well' in verdict) {
      well.push(verdict.well)
      if (check === access) isAccessWell = true
    } else findings.push(...verdict.findings)
  }
  const reaches = (results.reaches ?? []).map((reach) => judgeReach(site, reach))
  for (const verdict of reaches) if (verdict.kind === 'wrong') findings.push(verdict.finding)
  const reached = reaches.filter(({ kind }) => kind === 'reached').length
  if (reached > 0) well.push(`${reached} of ${reaches.length} servers answer their users`)
  return {
    findings: ranked(joined(findings)),
    well,
    unchecked,
    seen: isAccessWell ? seenOf(site) : 'nothing',
    site,
  }
}

function seenOf({ echo, results }: Site): Seen {
  if (results.login?.worked === false) return 'no-login'
  if (echo) return 'way'
  return results.service === 'absent' && results.hubVersion !== undefined ? 'hub' : 'nothing'
}

function isMissed({ name, onlyBy, onOccasion }: Check, { asker, unread = {} }: ProbeResults): boolean {
  if (name in unread) return true
  return onOccasion !== true && (onlyBy === undefined || onlyBy === asker)
}
