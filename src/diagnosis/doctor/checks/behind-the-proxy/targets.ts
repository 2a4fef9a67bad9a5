import { parseVersion } from '#hub/versions.ts'
import { answererOf, askedAnswerer } from '../../answerer.ts'
import { type Check, wrong } from '../../check.ts'
import type { DoctorFinding } from '../../finding.ts'
import { advice, allowOrigin, found, hubFix } from '../../found.ts'
import type { Certainty } from '../../../finding.ts'
import type { Answer, RouteTarget } from '../../results.ts'
import type { Site } from '../../site.ts'
import { seconds } from '../answers/stream.ts'

/** What stands at the ends of the proxy's routes, asked with its own Host and with the one that the proxy hands on. */
export const targets: Check = {
  name: 'Route targets',
  judge(site) {
    const list = site.results.inside?.targets
    if (!list || list.length === 0) return undefined
    const findings = list.flatMap((target) => judgeTarget(site, target) ?? [])
    const [first, ...others] = onePerCode(findings)
    if (first) return wrong(first, ...others)
    const { servers, services } = site.results.inside?.routed ?? { servers: 0, services: 0 }
    const all = Math.max(list.length, servers + services)
    return {
      well:
        all > list.length
          ? `${list.length} of ${all} route targets were asked, and answer`
          : `${all} route targets answer`,
    }
  },
}

function judgeTarget(site: Site, target: RouteTarget): DoctorFinding | undefined {
  const { own } = target
  const isSilent = askedAnswerer(own) === 'nobody'
  if (!isSilent) return loops(target) ? looped(site, target) : undefined
  if (isUntrusted(target)) return untrusted(target)
  return target.owner === 'other' ? undefined : down(target)
}

/**
 * A server answers 200 at its `api` with its own Host. Asked with the public one, and with as many headers, it does not:
 * the hub answers, which never says 200 there, or the way has no end. Words for what came; undefined where that is no loop.
 */
function loopFace({ own, asPublic }: RouteTarget): string | undefined {
  if (own.answer?.status !== 200 || !asPublic) return undefined
  // Where the hub's proxy adds no headers, nothing ever grows too large.
  if (!asPublic.answer) {
    return asPublic.failure === 'timeout' ? `no answer comes within ${seconds(asPublic.ms)}` : undefined
  }
  const { status, says = '' } = asPublic.answer
  if (isTooLarge(asPublic.answer)) return `the answer is ${status}${says === '' ? '' : ` “${says}”`}`
  const by = answererOf(asPublic.answer)
  return status !== 200 && (by === 'hub' || by === 'hub-page') ? 'the hub answers' : undefined
}

export function loops(target: RouteTarget): boolean {
  return loopFace(target) !== undefined
}

/** By the hub's proxy or Envoy, and in nginx's words. */
export function isTooLarge({ status, says = '' }: Answer): boolean {
  return status === 431 || (status === 400 && /Header Or Cookie/i.test(says))
}

function looped(site: Site, target: RouteTarget): DoctorFinding {
  return loopFinding(site, loopEvidence(site, target), loopCertainty(target))
}

/** That nothing came has other reasons too. */
export function loopCertainty({ asPublic }: RouteTarget): Certainty {
  return asPublic?.answer ? 'certain' : 'likely'
}

/** What the service saw at a target to which `loops` applies. */
export function loopEvidence(site: Site, target: RouteTarget): string[] {
  return [
    `The route ${target.spec} leads to ${target.target}.`,
    `Asked with its own Host, it answers; with Host ${site.page.host}, which the proxy hands on, ${loopFace(target)}.`,
  ]
}

/** The loop of a platform that chooses the target by Host. */
export function loopFinding(
  site: Site,
  evidence: readonly string[],
  certainty: Certainty = 'certain',
): DoctorFinding {
  return found({
    code: 'host-route-loop-431',
    certainty,
    hop: 'chp',
    explanation:
      'The target has a public name, and the platform in front of it chooses by Host, which still names the hub. So the request comes back, again and again, until its headers are too large.',
    evidence,
    fixes: [
      hubFix(
        'Let the proxy name the target in Host, and tell servers which pages are theirs:',
        'c.ConfigurableHTTPProxy.command.append("--change-origin")',
        allowOrigin(site),
      ),
      ...(site.wantsReferer
        ? [
            hubFix(
              'A hub below 4 must then read the host elsewhere:',
              'c.JupyterHub.forwarded_host_header = "X-Forwarded-Host"',
            ),
          ]
        : []),
      advice(
        'Better where it is possible: let the spawner return an address that does not go through the platform’s ingress.',
      ),
    ],
  })
}

export function isUntrusted({ target, own }: RouteTarget): boolean {
  return target.startsWith('https:') && /CERT|SELF_SIGNED|UNABLE_TO_VERIFY/.test(own.reason ?? '')
}

export function untrusted({ target, spec, own }: RouteTarget): DoctorFinding {
  return found({
    code: 'chp-tls-503',
    certainty: 'likely',
    hop: 'chp',
    explanation:
      'The certificate of the target is not one that is trusted here, and most likely not by the proxy either.',
    evidence: [`The route ${spec} leads to ${target}: ${own.reason}.`],
    fixes: [
      hubFix(
        'Tell the proxy the authority that signed it:',
        'c.ConfigurableHTTPProxy.command.extend(["--client-ssl-ca", "/path/to/ca.pem"])',
      ),
    ],
  })
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
  const byCode = grouped(findings)
  return [...byCode.values()].flatMap((same) => {
    const [first] = same
    return first ? [{ ...first, evidence: same.slice(0, 3).flatMap(({ evidence }) => evidence) }] : []
  })
}

function grouped(findings: readonly DoctorFinding[]): Map<string, DoctorFinding[]> {
  const map = new Map<string, DoctorFinding[]>()
  for (const finding of findings) map.set(finding.code, [...(map.get(finding.code) ?? []), finding])
  return map
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
