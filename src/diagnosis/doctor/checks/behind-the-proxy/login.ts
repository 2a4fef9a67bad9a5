import { keepCookies, schemeAndHost, tellClient } from '../../../recipes/headers.ts'
import { answererOf } from '../../answerer.ts'
import { checkNames } from '../../check-names.ts'
import { type Check, wrong } from '../../check.ts'
import { advice, edgeFix, found } from '../../found.ts'
import type { Hop } from '../../results.ts'
import type { Site } from '../../site.ts'
import { isPortal, leaveOut } from '../who-answers/portal.ts'
import { isEdgeLoop, loopOf } from '../answers/redirects.ts'

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
    if (tried.worked) return { well: workedOf(tried.ended) }
    const portal = tried.hops.find((hop) => isPortal(hop, site, 'page'))
    if (portal) return wrong(portalFound(site, portal))
    // Who never comes to the form says nothing of its cookies.
    if (isEdgeLoop(tried.hops)) return undefined
    const refused = tried.hops.find(isXsrfRefusal)
    const hubPath = new URL(page.hubUrl).pathname
    const strayed = strayedForm(tried.hops, hubPath)
    if (refused)
      return wrong(strayed === undefined ? moved(site, refused) : stripped(site, strayed, 'certain'))
    const lost = lostCookies(tried.hops, hubPath)
    if (lost !== undefined) return wrong(stripped(site, lost, 'certain'))
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
