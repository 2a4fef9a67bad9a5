import { schemeAndHost } from '../../recipes/headers.ts'
import { type Check, wrong } from '../check.ts'
import { advice, edgeFix, found, hubFix, quoted } from '../found.ts'
import { entriesOf, schemeOfHub, type Site } from '../site.ts'

/** The scheme that the hub believes in decides its cookies and the links it writes. */
export const scheme: Check = {
  name: 'Scheme seen by the hub',
  judge(site) {
    const { echo, page } = site
    if (!echo) return undefined
    const seen = schemeOfHub(echo)
    const evidence = headersOf(site)
    if (page.protocol === 'https:' && seen === 'http') return wrong(downgraded(site, evidence))
    if (page.protocol === 'http:' && seen === 'https') return wrong(secureOnHttp(site, evidence, 'certain'))
    if (page.protocol === 'http:' && entriesOf(echo, 'x-forwarded-proto')[0]?.toLowerCase() === 'https') {
      return wrong(secureOnHttp(site, evidence, 'likely'))
    }
    return { well: `The hub takes the site for ${seen}, as the browser does` }
  },
}

function headersOf({ echo, page, results }: Site): string[] {
  const value = (name: string) => echo?.headers[name] ?? 'absent'
  const next = results.inside?.outside?.nextUrl
  return [
    `The page is on ${page.protocol.slice(0, -1)}; the service received X-Scheme ${value('x-scheme')} and X-Forwarded-Proto ${value('x-forwarded-proto')}.`,
    ...(next === undefined ? [] : [`The hub writes the address of a list’s next page as ${next}.`]),
  ]
}

function downgraded(site: Site, evidence: readonly string[]) {
  return found({
    code: 'proto-downgrade',
    hop: 'edge',
    explanation:
      'The hub reads X-Scheme, and without it the last entry of X-Forwarded-Proto, which is what its own proxy adds. So it writes links with http:// and cookies without Secure.',
    evidence,
    fixes: [
      edgeFix(site, 'Name the browser’s scheme in X-Scheme:', schemeAndHost('https')),
      hubFix(
        'From hub 5.0 on, cookies and most links follow the public address, but not those of lists:',
        `c.JupyterHub.public_url = ${quoted(publicUrl(site))}`,
      ),
    ],
  })
}

function secureOnHttp(site: Site, evidence: readonly string[], certainty: 'certain' | 'likely') {
  const secure = `https://${site.page.hostname}/`
  return found({
    code: 'secure-cookie-on-http',
    certainty,
    hop: 'edge',
    explanation:
      'A proxy claims https while the browser is on http. Cookies are then marked Secure, the browser does not keep them, and logins are forgotten at once.',
    evidence: [...evidence, ...insistence(site)],
    fixes: [
      edgeFix(site, 'Send the scheme that the browser used:', schemeAndHost('as-used')),
      advice(`Or serve the site on https alone, and redirect http to ${secure}.`),
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
