import { allowReferer, schemeAndHost } from '../../../recipes/headers.ts'
import { answererOf } from '../../answerer.ts'
import { type Check, wrong } from '../../check.ts'
import { edgeFix, found, newerHub } from '../../found.ts'
import type { Echo } from '../../results.ts'
import { inSome, oneOfSeveral, type Share, shareOf } from '../../share.ts'
import { schemeOfReferer, type Site } from '../../site.ts'

/** Hubs below 4 want a Referer of their own pages. Newer ones do not, and then a policy that hides it breaks nothing. */
export const referer: Check = {
  name: 'Referer',
  judge(site) {
    const { results, echoes, wantsReferer } = site
    if (wantsReferer === undefined) return undefined
    const policy = policyOf(site)
    const hides = policy !== undefined && /^(no-referrer|origin|strict-origin)$/.test(policy)
    if (!wantsReferer) {
      return hides
        ? { well: `Referrer-Policy ${policy} is set; hub ${results.hubVersion} needs no Referer` }
        : { well: 'The hub needs no Referer' }
    }
    if (hides) return wrong(missing(site, `The hub’s page arrives with Referrer-Policy ${policy}.`))
    if (echoes.length === 0) return undefined
    const without = shareOf(echoes, (echo) => !('referer' in echo.headers))
    if (without) {
      const { count, of } = without
      return wrong(
        missing(site, `The service received no Referer in ${count} of ${of} requests of this page.`),
      )
    }
    const other = shareOf(echoes, (echo) => `${schemeOfReferer(echo)}:` !== site.page.protocol)
    if (other) return wrong(schemeDiffers(site, other))
    return refusedAll(site) ?? { well: 'The hub accepts the Referer' }
  },
}

/** The policy that counts: of several, browsers take the last that they know. */
function policyOf({ results }: Site): string | undefined {
  const header = results.hubPage?.answer?.headers['referrer-policy']
  return header?.split(',').at(-1)?.trim().toLowerCase()
}

/** The same call with the cookie is refused and with the token is not, and no reason shows: the Referer check is left. */
function refusedAll({ results }: Site) {
  const { cookieCall, hubPage, inside } = results
  if (!cookieCall?.answer || hubPage?.loggedIn !== true) return undefined
  if (cookieCall.answer.status !== 403 || answererOf(cookieCall.answer) !== 'hub') return undefined
  if (inside?.identity?.answer?.status !== 200) return undefined
  return wrong(
    found({
      code: 'ref-blocked',
      certainty: 'likely',
      hop: 'edge',
      explanation: `JupyterHub ${results.hubVersion} accepts a call with a cookie only when its Referer is one of the hub’s own pages at the host and scheme that the hub sees.`,
      evidence: [
        'The same GET with a token at the hub’s own address is answered with 200, and with the hub’s cookie from this browser with 403.',
      ],
      fixes: [newerHub],
    }),
  )
}

function missing(site: Site, evidence: string) {
  const { results } = site
  return found({
    code: 'ref-missing',
    hop: 'edge',
    title: 'The spawn page cannot read its own progress: the browser sends no Referer',
    explanation: `JupyterHub ${results.hubVersion} accepts a page’s API call only when its Referer names the hub. Without it the hub drops the login and reports the empty list of scopes as “requires any of [read:servers]”.`,
    evidence: [evidence, ...cookieEvidence(site)],
    fixes: [edgeFix(site, 'Let browsers send a Referer to the hub’s own pages:', allowReferer), newerHub],
  })
}

function schemeDiffers(site: Site, other: Share & { first: Echo }) {
  const { results, page } = site
  const { headers } = other.first
  const seen = schemeOfReferer(other.first)
  const wanted = page.protocol.slice(0, -1)
  return found({
    code: 'ref-blocked',
    hop: 'edge',
    title: `The hub takes calls of its own pages for those of another site: it sees ${seen}, and the browser is on ${wanted}`,
    explanation: `JupyterHub ${results.hubVersion} compares the Referer with the scheme and host that it sees. They differ, so the hub drops the login and reports the empty list of scopes as “requires any of […]”.`,
    evidence: [
      `The page is on ${wanted}; the service received X-Scheme ${headers['x-scheme'] ?? 'absent'}, X-Forwarded-Proto ${headers['x-forwarded-proto'] ?? 'absent'} and Forwarded ${headers['forwarded'] ?? 'absent'}${inSome(other)}.`,
      ...cookieEvidence(site),
    ],
    fixes: [
      edgeFix(
        site,
        'Send the scheme that the browser used:',
        schemeAndHost(wanted === 'https' ? 'https' : 'as-used'),
      ),
      ...oneOfSeveral(other),
      newerHub,
    ],
  })
}

function cookieEvidence({ results }: Site): string[] {
  const { cookieCall, hubPage } = results
  if (hubPage?.loggedIn !== true || cookieCall?.answer?.status !== 403) return []
  return ['A call to the hub with its cookie, as its own pages make it, is answered with 403.']
}
