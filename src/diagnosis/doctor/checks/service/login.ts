import { keepCookies, schemeAndHost, tellClient } from '../../../recipes/headers.ts'
import { answererOf } from '../../answerer.ts'
import { checkNames } from '../../check-names.ts'
import { type Check, wrong } from '../../check.ts'
import { advice, edgeFix, found } from '../../found.ts'
import type { Hop } from '../../results.ts'
import type { Site } from '../../site.ts'
import { isPortal, leaveOut } from '../who-answers/portal.ts'
import { isEdgeLoop, loopOf } from '../answers/redirects.ts'
import { isHubAway } from '../who-answers/behind.ts'
import { treesOf } from '../who-answers/trees.ts'
import {
  callbackPath,
  isHere,
  misdirected,
  notTheHub,
  throughHttpProxy,
  unknownClient,
  unreachable,
} from './setup.ts'

/** Logging in as a browser does, by form and OAuth; the command line alone does it. */
export const login: Check = {
  name: checkNames.login,
  onlyBy: 'command-line',
  judge(site) {
    const { login: tried, page } = site.results
    if (!tried) return undefined
    const secure = tried.hops.flatMap(({ answer }) => answer?.cookies ?? []).find((cookie) => cookie.secure)
    // On localhost browsers keep them over http, too.
    if (secure && page.origin.startsWith('http:') && !page.trustworthy)
      return wrong(notKept(site, secure.name))
    const strayed = strayedBack(tried, site)
    if (strayed) return wrong(strayed)
    if (tried.worked) return { well: workedOf(tried.ended) }
    const portal = tried.hops.find((hop) => isPortal(hop, site, 'page'))
    if (portal) return wrong(portalFound(site, portal))
    // Who never comes to the form says nothing of its cookies.
    if (isEdgeLoop(tried.hops)) return undefined
    const refused = tried.hops.find(isXsrfRefusal)
    const hubPath = new URL(page.hubUrl).pathname
    const withoutCookie = strayedForm(tried.hops, hubPath)
    if (refused)
      return wrong(
        withoutCookie === undefined ? moved(site, refused) : stripped(site, withoutCookie, 'certain'),
      )
    const lost = lostCookies(tried.hops, hubPath)
    if (lost !== undefined) return wrong(stripped(site, lost, 'certain'))
    const unredeemed = unredeemedBy(tried.hops, site)
    if (unredeemed) return wrong(unredeemed)
    return loopOf(tried.hops)
      ? wrong(stripped(site, 'The login form comes again and again.', 'likely'))
      : undefined
  },
}

function workedOf(ended: boolean | undefined): string {
  if (ended === undefined) return 'Logging in works'
  return ended
    ? 'Logging in works, and the login was ended again'
    : 'Logging in works; the login stays until it expires, since a hub may stop servers at a logout'
}

const toAuthorize = /\/hub\/api\/oauth2\/authorize(\?|$)/

/** The hub does not know the address that the service asks it to send browsers to, or it is not where the service is. */
function strayedBack({ hops }: { hops: readonly Hop[] }, site: Site) {
  const path = callbackPath(site)
  const asked = askedFor(hops) ?? path
  const refused = hops.find(
    ({ url, answer }) => toAuthorize.test(url) && /redirect.uri/i.test(answer?.says ?? ''),
  )
  if (refused) {
    const evidence = `The service asks the hub to send browsers to ${asked}, and the hub answers “${refused.answer?.says}”`
    return misdirected(site, { asked, evidence })
  }
  const back = hops.find(({ url, answer }) => {
    const isSent =
      toAuthorize.test(url) && answer && isRedirect(answer.status) && answererOf(answer) === 'hub'
    return isSent && /[?&]code=/.test(answer.headers['location'] ?? '')
  })
  const location = back?.answer?.headers['location'] ?? ''
  if (!back || isHere(location, site)) return undefined
  const [address = ''] = location.split('?')
  const evidence = `The hub sent the browser to ${address}; the service is at ${site.page.origin}${path}.`
  return misdirected(site, { asked, evidence })
}

/** Where the service wants browsers to be sent, by its redirect to the hub. */
function askedFor(hops: readonly Hop[]): string | undefined {
  const locations = hops.map(({ answer }) => answer?.headers['location'] ?? '')
  const query = locations.find((location) => toAuthorize.test(location))?.split('?')[1]
  return new URLSearchParams(query).get('redirect_uri') ?? undefined
}

/** The hub let the person in, and the service could not have its token from the hub. */
function unredeemedBy(hops: readonly Hop[], site: Site) {
  const failure = hops.at(-1)?.answer?.headers['x-hubscope-login-failure']
  if (failure === 'detour') {
    return throughHttpProxy(['The hub accepted the login, and the service got no token for it.'])
  }
  if (failure === 'invalid_client') return unknownClient()
  if (failure === 'strange') return notTheHub()
  if (failure !== 'silence' && failure !== 'timeout') return undefined
  const isDropped = failure === 'timeout'
  return unreachable({
    evidence: [
      `The hub accepted the login, and the service, which asked it for the token, got no answer${isDropped ? ' in time' : ''}.`,
    ],
    certainty: isDropped ? 'possible' : 'likely',
    isHubAway: isHubAway(treesOf(site)),
    isDropped,
  })
}

function isXsrfRefusal({ answer }: Hop): boolean {
  return answer?.status === 403 && /XSRF cookie does not match|invalid or expired/.test(answer.says ?? '')
}

/** Without the cookie that the form came with, the hub refuses it like another visitor's. */
function strayedForm(hops: readonly Hop[], hubPath: string): string | undefined {
  const form = hops.find(({ url, answer }) => /\/hub\/login(\?|$)/.test(url) && answer?.status === 200)
  const isXsrf = ({ name }: { name: string }) => name === '_xsrf'
  const own = form?.answer?.cookies?.find(isXsrf)
  // The hub makes another value in another second, so whether the form is refused without it is a matter of luck.
  if (form?.answer?.cookies && !hops.some(({ answer }) => answer?.cookies?.some(isXsrf))) {
    return 'The page with the login form arrived without the cookie that belongs to it.'
  }
  if (own === undefined || hubPath.startsWith(own.path)) return undefined
  return `The cookie of the login form arrived with Path=${own.path}, and the form is below ${hubPath}.`
}

/** After the form was accepted the hub sets its login cookie, for a path below which its pages are. */
function lostCookies(hops: readonly Hop[], hubPath: string): string | undefined {
  const accepted = hops.find(
    ({ url, answer }) =>
      /\/hub\/login(\?|$)/.test(url) && answer && isRedirect(answer.status) && answererOf(answer) !== 'edge',
  )
  const cookies = accepted?.answer?.cookies
  if (!cookies) return undefined
  if (cookies.length === 0) return 'The hub accepted the login, and its answer arrived without Set-Cookie.'
  const own = cookies.find(({ name }) => name === 'jupyterhub-hub-login')
  if (own && !hubPath.startsWith(own.path)) {
    return `The hub’s login cookie arrived with Path=${own.path}, and its pages are below ${hubPath}.`
  }
  return undefined
}

function isRedirect(status: number): boolean {
  return status >= 301 && status <= 308
}

function stripped(site: Site, evidence: string, certainty: 'certain' | 'likely') {
  return found({
    code: 'cookies-stripped',
    certainty,
    hop: 'edge',
    explanation:
      'The login succeeds and is forgotten at once, because the cookies that carry it do not come to the browser, or not back.',
    evidence: [evidence],
    fixes: [
      edgeFix(site, 'Let Set-Cookie and Cookie pass unchanged:', keepCookies),
      advice('Where the proxy gives the hub another prefix, a rewritten Path must end at the public one.'),
    ],
  })
}

function notKept(site: Site, name: string) {
  return found({
    code: 'secure-cookie-on-http',
    hop: 'edge',
    explanation:
      'The login succeeds and is forgotten at once: a browser on plain http does not keep cookies marked Secure.',
    evidence: [`The site is on http, and the cookie ${name} arrives marked Secure.`],
    fixes: [
      edgeFix(site, 'Send the scheme that the browser used:', schemeAndHost('as-used')),
      advice('Or serve the site on https alone.'),
    ],
  })
}

function portalFound(site: Site, { url, answer }: Hop) {
  const hubPath = new URL(site.results.page.hubUrl).pathname
  const api = `${hubPath}api/`
  return found({
    code: 'sso-portal',
    hop: 'edge',
    explanation:
      'The way to the hub’s login leads to a portal in front of it, where only a person in a browser can go on.',
    evidence: [`${url} is redirected to ${answer?.headers['location']}.`],
    fixes: [leaveOut(site, new URL(url).pathname.startsWith(api) ? api : hubPath)],
  })
}

function moved(site: Site, { answer }: Hop) {
  return found({
    code: 'xsrf-login-ip',
    certainty: 'likely',
    hop: 'edge',
    explanation:
      'The hub binds its login form to the visitor’s address and browser, and they had changed when the form came back.',
    evidence: [`The login form was sent back at once, and refused with “${answer?.says}”`],
    fixes: [edgeFix(site, 'Name the visitor’s own address:', tellClient)],
  })
}
