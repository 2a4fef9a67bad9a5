import { answererOf, isTooLarge } from '../../answerer.ts'
import type { DoctorFinding, DoctorFix } from '../../finding.ts'
import { advice, allowOrigin, found, hubFix } from '../../found.ts'
import type { Certainty } from '../../../finding.ts'
import type { Answer, RouteTarget } from '../../results.ts'
import type { Site } from '../../site.ts'
import { routeUrl } from '../../route-host.ts'
import { seconds } from '../answers/stream.ts'

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
  if (isTooLarge(asPublic.answer)) return `the answer is ${inWords(asPublic.answer)}`
  const { status } = asPublic.answer
  const by = answererOf(asPublic.answer)
  return status !== 200 && (by === 'hub' || by === 'hub-page') ? 'the hub answers' : undefined
}

/** `431`, or with what it says. */
export function inWords({ status, says = '' }: Answer): string {
  return says === '' ? `${status}` : `${status} “${says}”`
}

export function loops(target: RouteTarget): boolean {
  return loopFace(target) !== undefined
}

export function looped(site: Site, target: RouteTarget): DoctorFinding {
  const answer = target.proxied?.answer
  return loopFinding(
    site,
    [
      ...loopEvidence(site, target),
      ...(answer && isTooLarge(answer) ? [`By the public address the answer is ${inWords(answer)}.`] : []),
    ],
    loopCertainty(target),
  )
}

/** That nothing came has other reasons too. */
export function loopCertainty({ asPublic }: RouteTarget): Certainty {
  return asPublic?.answer ? 'certain' : 'likely'
}

/** What the service saw at a target to which `loops` applies. */
export function loopEvidence(site: Site, target: RouteTarget): string[] {
  return [
    `The route ${target.spec} leads to ${target.target}.`,
    `Asked with its own Host, it answers; with Host ${routeUrl(target.spec, site.page).host}, which the proxy hands on, ${loopFace(target)}.`,
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
      ...hostElsewhere(site),
      advice(
        'Better where it is possible: let the spawner return an address that does not go through the platform’s ingress.',
      ),
    ],
  })
}

/** For hubs that compare a Referer with the host that they are told, where the proxy writes another into Host. */
export function hostElsewhere({ wantsReferer }: Site): DoctorFix[] {
  if (!wantsReferer) return []
  return [
    hubFix(
      'A hub below 4 must then read the host elsewhere:',
      'c.JupyterHub.forwarded_host_header = "X-Forwarded-Host"',
    ),
  ]
}
