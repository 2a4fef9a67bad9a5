import { parseVersion } from '#hub/versions.ts'
import { askedAnswerer } from '../../answerer.ts'
import { type Check, wrong } from '../../check.ts'
import type { DoctorFinding } from '../../finding.ts'
import { advice, found } from '../../found.ts'
import { joined } from '../../order.ts'
import type { RouteTarget } from '../../results.ts'
import type { Site } from '../../site.ts'
import { certificateRefused, distrustOf, isPassedOn, proxiedOf } from './certificates.ts'
import { looped, loops } from './loops.ts'

/** What stands at the ends of the proxy's routes, asked with its own Host and with the one that the proxy hands on. */
export const targets: Check = {
  name: 'Route targets',
  judge(site) {
    const list = site.results.inside?.targets
    if (!list || list.length === 0) return undefined
    const findings = list.flatMap((target) => judgeTarget(site, target))
    const [first, ...others] = onePerCode(findings)
    if (first) return wrong(first, ...others)
    const { servers, services } = site.results.inside?.routed ?? { servers: 0, services: 0 }
    const all = Math.max(list.length, servers + services)
    const answer =
      all > list.length
        ? `${list.length} of ${all} route targets were asked, and answer`
        : all === 1
          ? '1 route target answers'
          : `${all} route targets answer`
    const distrusted = list.filter((target) => distrustOf(target) !== undefined).length
    return {
      well:
        distrusted === 0
          ? answer
          : `${answer}; ${distrusted} with a certificate that the proxy trusts and Hubscope’s service does not`,
    }
  },
}

function judgeTarget(site: Site, target: RouteTarget): DoctorFinding[] {
  const refused = certificateRefused(site, target)
  const findings = [...(refused ? [refused] : []), ...(loops(target) ? [looped(site, target)] : [])]
  const isSilent = askedAnswerer(target.own) === 'nobody' && !isPassedOn(target, proxiedOf(site, target))
  return isSilent && findings.length === 0 && target.owner !== 'other' ? [down(target)] : findings
}

function down({ target, spec, name, own, owner }: RouteTarget): DoctorFinding {
  return found({
    code: 'target-down-503',
    certainty: own.failure === 'timeout' ? 'possible' : 'likely',
    hop: owner === 'hub' ? 'hub' : owner === 'service' ? 'service' : 'server',
    explanation:
      'The proxy answers every request for it with 503. The service cannot always reach what the proxy can, so compare with a browser.',
    evidence: [
      `The route ${spec} leads to ${target}, where ${name} should be: ${own.reason ?? own.failure}.`,
    ],
    fixes: [
      advice(
        owner === 'server'
          ? 'Stop the server and start it again; the hub notices a dead server only when it looks, by default every 30 seconds.'
          : 'Start it again, and see its log.',
      ),
    ],
  })
}

/** One finding says it for all of its kind, with the evidence of up to three. */
function onePerCode(findings: readonly DoctorFinding[]): DoctorFinding[] {
  const seen = new Map<string, number>()
  const brief = findings.map((finding) => {
    const count = (seen.get(finding.code) ?? 0) + 1
    seen.set(finding.code, count)
    return count > 3 ? { ...finding, evidence: [] } : finding
  })
  return joined(brief)
}

/** The version that a user's server names, against the hub's. Only different majors are trouble. */
export const serverVersions: Check = {
  name: 'Versions of servers',
  judge(site) {
    const version = versionInside(site)
    const servers = (site.results.inside?.targets ?? []).filter(({ owner }) => owner === 'server')
    const named = servers.flatMap(({ name, own }) => {
      const text = own.answer?.headers['x-jupyterhub-version']
      const parsed = text === undefined ? undefined : parseVersion(text)
      return parsed ? [{ name, parsed }] : []
    })
    if (!version || named.length === 0) return undefined
    const other = named.find(({ parsed }) => parsed.major !== version.major)
    if (!other)
      return {
        well: summary(
          version.text,
          named.map(({ parsed }) => parsed.text),
          Math.max(servers.length, site.results.inside?.routed?.servers ?? 0),
        ),
      }
    return wrong(
      found({
        code: 'version-mismatch-loop',
        hop: 'server',
        explanation: 'Across major versions, logging in to the server may fail or go in circles.',
        evidence: [`The hub is ${version.text}; the server ${other.name} runs ${other.parsed.text}.`],
        fixes: [advice(`Put jupyterhub ${version.text} into the users’ image.`)],
      }),
    )
  },
}

/** Of the hub whose servers these are, which need not be the one that the public address leads to. */
function versionInside({ results, version }: Site) {
  const text = results.inside?.hub.answer?.headers['x-jupyterhub-version']
  return (text === undefined ? undefined : parseVersion(text)) ?? version
}

/** "2 servers run the hub’s version, 6.1.1", or "2 of 3 servers run JupyterHub 6.0.0 and 6.1.1, of the hub’s major version" */
function summary(hub: string, texts: readonly string[], asked: number): string {
  const versions = [...new Set(texts)].toSorted()
  const of = texts.length < asked ? `${texts.length} of ${asked} servers` : counted(asked)
  return versions.every((text) => text === hub)
    ? `${of} ${texts.length === 1 ? 'runs' : 'run'} the hub’s version, ${hub}`
    : `${of} ${texts.length === 1 ? 'runs' : 'run'} JupyterHub ${versions.join(' and ')}, of the hub’s major version`
}

function counted(servers: number): string {
  return servers === 1 ? '1 server' : `${servers} servers`
}
