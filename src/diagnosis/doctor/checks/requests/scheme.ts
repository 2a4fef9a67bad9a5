import { isSince } from '#hub/versions.ts'
import { schemeAndHost } from '../../../recipes/headers.ts'
import { answererOf } from '../../answerer.ts'
import { type Check, wrong } from '../../check.ts'
import { advice, edgeFix, found, hubFix, quoted } from '../../found.ts'
import type { Echo } from '../../results.ts'
import { inSome, oneOfSeveral, type Share, shareOf } from '../../share.ts'
import { entriesOf, schemeOfHub, schemeOfReferer, type Site } from '../../site.ts'

/** The scheme that the hub believes in decides its cookies and the links it writes. */
export const scheme: Check = {
  name: 'Scheme seen by the hub',
  judge(site) {
    const { echoes, page } = site
    if (echoes.length === 0) return undefined
    const used = page.protocol.slice(0, -1)
    const other = shareOf(echoes, (echo) => schemeOfHub(echo) !== used)
    if (other && used === 'https' && isTold(site)) {
      return {
        well: `The hub takes requests for http, and knows by public_url that the site is on https; the addresses of a list’s further pages name http${serversMiss(site) ? ', and cookies of users’ servers lack Secure' : ''}`,
      }
    }
    if (other) {
      const finding = used === 'https' ? downgraded(site, other) : secureOnHttp(site, other, 'certain')
      return wrong(finding)
    }
    const claimed = shareOf(
      used === 'http' ? echoes : [],
      (echo) => entriesOf(echo, 'x-forwarded-proto')[0]?.toLowerCase() === 'https',
    )
    if (claimed) return wrong(secureOnHttp(site, claimed, 'likely'))
    return { well: `The hub takes the site for ${used}, as the browser does` }
  },
}

/**
 * Whether the hub was told the address in the browser: then it tells its services, and its redirect away from the site's
 * root names it, where others name a path. Hubs below 5 do that for subdomains, and mark cookies by the request all the same. Source:
 * `PrefixRedirectHandler` and `_set_cookie` in handlers/base.py, 5.5.4 and 6.1.1.
 */
function isTold({ results, page, version }: Site): boolean {
  if (!version || !isSince(version, '5.0')) return false
  const [root] = results.redirects ?? results.inside?.redirects ?? []
  const location =
    root?.answer && answererOf(root.answer) === 'hub' ? root.answer.headers['location'] : undefined
  const addresses = [location, results.inside?.service.publicHub]
  return addresses.some(
    (address) => address !== undefined && URL.canParse(address) && new URL(address).origin === page.origin,
  )
}

/** Servers know public_url and go by what arrives all the same. Source: `HubOAuth.set_cookie` of 5.5.4 and 6.1.1. */
function serversMiss({ echoes }: Site): boolean {
  return echoes.some((echo) => schemeOfReferer(echo) !== 'https')
}

type Seen = Share & { first: Echo }

function headersOf({ page, results }: Site, seen: Seen): string[] {
  const value = (name: string) => seen.first.headers[name] ?? 'absent'
  const next = results.inside?.outside?.nextUrl
  return [
    `The page is on ${page.protocol.slice(0, -1)}; the service received X-Scheme ${value('x-scheme')} and X-Forwarded-Proto ${value('x-forwarded-proto')}${inSome(seen)}.`,
    ...(next === undefined ? [] : [`The hub writes the address of a list’s next page as ${next}.`]),
  ]
}

function downgraded(site: Site, seen: Seen) {
  return found({
    code: 'proto-downgrade',
    hop: 'edge',
    explanation:
      'The hub reads X-Scheme, and without it the last entry of X-Forwarded-Proto, which is what its own proxy adds. So it writes links with http:// and cookies without Secure.',
    evidence: headersOf(site, seen),
    fixes: [
      edgeFix(site, 'Name the browser’s scheme in X-Scheme:', schemeAndHost('https')),
      hubFix(
        'From hub 5.0 on, the cookies of logins and most links follow the public address, but not those of lists:',
        `c.JupyterHub.public_url = ${quoted(publicUrl(site))}`,
      ),
      ...oneOfSeveral(seen),
    ],
  })
}

function secureOnHttp(site: Site, seen: Seen, certainty: 'certain' | 'likely') {
  const secure = `https://${site.page.hostname}/`
  return found({
    code: 'secure-cookie-on-http',
    certainty,
    hop: 'edge',
    explanation:
      'A proxy claims https while the browser is on http. Cookies are then marked Secure, the browser does not keep them, and logins are forgotten at once.',
    evidence: [...headersOf(site, seen), ...insistence(site)],
    fixes: [
      edgeFix(site, 'Send the scheme that the browser used:', schemeAndHost('as-used')),
      advice(`Or serve the site on https alone, and redirect http to ${secure}.`),
      ...oneOfSeveral(seen),
    ],
  })
}

/** Browsers heed Strict-Transport-Security on https alone; on http it shows that whatever sends it believes in https. */
function insistence({ results }: Site): string[] {
  const header = results.hubPage?.answer?.headers['strict-transport-security']
  return header === undefined
    ? []
    : [
        `A page of the hub arrives over http with Strict-Transport-Security ${header}, which browsers ignore there.`,
      ]
}

/** The hub's public address with its base URL. */
export function publicUrl({ results }: Site): string {
  return results.page.hubUrl.replace(/hub\/$/, '')
}
