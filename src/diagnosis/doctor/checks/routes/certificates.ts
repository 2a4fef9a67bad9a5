import { answererOf, isTooLarge } from '../../answerer.ts'
import { isDistrusted, isMisnamed } from '../../distrust.ts'
import type { DoctorFinding, DoctorFix } from '../../finding.ts'
import { advice, allowOrigin, found, hubFix } from '../../found.ts'
import { isRedirect } from '../../ask/follow.ts'
import { isOfServer, reachName } from '../../reach/reach-facts.ts'
import type { Answer, Asked, RouteTarget } from '../../results.ts'
import type { Site } from '../../site.ts'
import { isAddress } from '../../is-address.ts'
import { routeUrl } from '../../route-host.ts'
import { hostElsewhere, inWords, loops } from './loops.ts'

/**
 * Whether the hub's proxy accepts the certificate of a target. What counts is what comes by the public address; what the
 * service sees at the target tells why. `proxied`: the former, where it was asked otherwise than by the doctor.
 */
export function certificateRefused(
  site: Site,
  target: RouteTarget,
  proxied: Asked | undefined = proxiedOf(site, target),
): DoctorFinding | undefined {
  if (!target.target.startsWith('https:') || isPassedOn(target, proxied)) return undefined
  const refusal = proxied?.answer && isOfProxy(proxied.answer) ? proxied.answer : undefined
  const isRefused = refusal !== undefined
  const name = nameFor(site, target)
  const distrust = distrustOf(target)
  const isSuspect = distrust !== undefined || name.isMissing
  const isLooped = loops(target)
  // Of https that the service gets an answer from, and the proxy none, the certificate is the likeliest reason.
  if (!isSuspect && !(isRefused && target.own.answer && !isLooped)) return undefined
  return found({
    code: 'chp-tls-503',
    // The same 503 may come from the end of a loop.
    certainty: isRefused && isSuspect && !isLooped ? 'certain' : 'likely',
    hop: 'chp',
    title: `The proxy does not accept the certificate of ${target.name}`,
    explanation: explanationOf(isRefused, distrust, name.isMissing),
    evidence: [
      `The route ${target.spec} leads to ${target.target}${distrust === undefined ? '' : `: ${distrust}`}.`,
      ...(name.isMissing
        ? [`Its certificate is not for ${name.asked}, by which the proxy asks for it.`]
        : []),
      ...(refusal ? [`By the public address the proxy answers in its place: ${inWords(refusal)}.`] : []),
    ],
    fixes: [
      ...(distrust !== undefined || !name.isMissing ? authorityFixes(distrust) : []),
      ...(name.isMissing ? nameFixes(site, target, name) : []),
      ...(isRefused ? [] : [lookFix]),
    ],
  })
}

/** What came of it by the public address, for the doctor or on the page Servers. */
export function proxiedOf({ results }: Site, { owner, name, proxied }: RouteTarget): Asked | undefined {
  const reach = results.reaches?.find((each) => owner === 'server' && reachName(each) === name)
  return proxied ?? reach?.asked
}

/** Whether the target's own answer comes through the proxy, which so accepts its certificate. */
export function isPassedOn(target: RouteTarget, proxied: Asked | undefined): boolean {
  const answer = proxied?.answer
  if (!answer) return false
  // A loop goes through the target, too.
  if (target.owner === 'server') return isOfServer(answer) || isTooLarge(answer)
  // Of services nothing is known but what they answer without a proxy.
  const own = target.own.answer
  return own !== undefined && own.status < 500 && isSameAnswer(own, answer)
}

/** A browser shows of a redirect that it is one. One to elsewhere is a portal's, if it is not the service's own. */
function isSameAnswer(own: Answer, answer: Answer): boolean {
  if (answer.status === 0) return isRedirect(own.status)
  return own.status === answer.status && pathOf(own) === pathOf(answer)
}

/** Where it redirects to: hosts differ with the way it was asked. */
function pathOf({ headers }: Answer): string {
  const location = headers['location'] ?? ''
  return URL.canParse(location) ? new URL(location).pathname : (location.split('?')[0] ?? '')
}

/** What the proxy says where it gets nothing at the end of a route: the hub's page for that, or its own words. */
export function isOfProxy(answer: Answer): boolean {
  const by = answererOf(answer)
  return answer.status === 503 && (by === 'chp' || by === 'hub-page')
}

/** Why the service does not trust who signed the certificate, or when. */
export function distrustOf({ target, own, distrust }: RouteTarget): string | undefined {
  const isOwn = target.startsWith('https:') && isDistrusted(own) && !isMisnamed(own)
  return distrust ?? (isOwn ? own.reason : undefined)
}

interface AskedName {
  /** The host for which the proxy wants a certificate. */
  asked: string
  /** The certificate is for others. */
  isMissing: boolean
}

/**
 * Node takes the name from Host, which the proxy hands on as it came, unless it is told to write the target's own. An
 * address in Host says nothing, and then the target's own is meant. Source: `calculateServerName` in Node's _http_agent.js.
 */
function nameFor({ page, echo }: Site, { spec, target, own, asPublic }: RouteTarget): AskedName {
  const { hostname } = routeUrl(spec, page)
  return echo?.isOwnHost || isAddress(hostname)
    ? { asked: URL.canParse(target) ? new URL(target).hostname : target, isMissing: isMisnamed(own) }
    : { asked: hostname, isMissing: asPublic !== undefined && isMisnamed(asPublic) }
}

function explanationOf(isRefused: boolean, distrust: string | undefined, isMissing: boolean): string {
  if (isMissing) {
    return `The proxy takes the target for the host that is named in Host, and its certificate names another.${distrust === undefined ? '' : ' Who signed it is not known here either.'}`
  }
  if (!isRefused) {
    return 'The certificate of the target is not one that is trusted here, and most likely not by the proxy either.'
  }
  return distrust === undefined
    ? 'Hubscope’s service accepts the certificate of the target; the proxy, which need not know the same authorities, gets no answer. A network rule between the two would look the same.'
    : 'The proxy does not accept the certificate of the target, as it is not one that is trusted here, and so answers every request with 503.'
}

function authorityFixes(distrust = ''): DoctorFix[] {
  if (/EXPIRED|NOT_YET_VALID/.test(distrust)) return [advice('Renew the certificate of the target.')]
  return [
    hubFix(
      'Tell the proxy the authority that signed it:',
      'c.ConfigurableHTTPProxy.command.extend(["--client-ssl-ca", "/path/to/ca.pem"])',
    ),
    advice(
      'From then on the proxy trusts the authorities in that file alone: put those of all https targets there.',
    ),
  ]
}

function nameFixes(site: Site, { own }: RouteTarget, { asked }: AskedName): DoctorFix[] {
  if (isMisnamed(own)) return [advice(`Give the target a certificate that names ${asked}, too.`)]
  return [
    hubFix(
      'Let the proxy ask by the target’s own name, and tell servers which pages are theirs:',
      'c.ConfigurableHTTPProxy.command.append("--change-origin")',
      allowOrigin(site),
    ),
    ...hostElsewhere(site),
  ]
}

/** Where nobody could see what the proxy makes of it. */
const lookFix = advice(
  'If it opens in a browser all the same, the proxy trusts it. Name the authority’s file in NODE_EXTRA_CA_CERTS in the service’s environment, and the service does so, too.',
)
