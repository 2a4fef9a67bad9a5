import { keepAuthorization } from '../../../recipes/headers.ts'
import { answererOf, askedAnswerer } from '../../answerer.ts'
import { checkNames } from '../../check-names.ts'
import { type Check, wrong } from '../../check.ts'
import { advice, edgeFix, found } from '../../found.ts'
import type { Echo, Inside } from '../../results.ts'
import { inSome, oneOfSeveral, shareOf } from '../../share.ts'

/** The scheme of the Authorization header that the probe sends; its token is no token. */
export const canaryScheme = 'token'

/** Tokens travel in Authorization. The echo shows whether it arrives; a twin call shows it for the hub’s own paths. */
export const authorization: Check = {
  name: 'Authorization',
  judge(site) {
    const { inside } = site.results
    const tried = (site.results.authorizations ?? []).flatMap(({ echo }) => (echo ? [echo] : []))
    const lost = shareOf(tried, isLost)
    const evidence: string[] = []
    if (lost) {
      const seen = lost.first.headers['authorization'] ?? 'absent'
      evidence.push(
        `A call was sent with Authorization: ${canaryScheme} …; at the service it was ${seen}${inSome(lost)}.`,
      )
    }
    const outside = inside?.outside?.identity?.answer
    const refused =
      outside !== undefined && [401, 403].includes(outside.status) && answererOf(outside) === 'hub'
    if (refused && inside?.identity?.answer?.status === 200 && !isOtherHub(inside)) {
      evidence.push(
        `The visitor’s token is good at the hub’s own address (200) and refused at ${site.page.origin} (${outside.status}, by the hub).`,
      )
      if (tried.length > 0 && !lost) {
        evidence.push('At the service the header arrives, so it is lost on the way to the hub alone.')
      }
    }
    if (evidence.length > 0) {
      return wrong(
        found({
          code: 'auth-header-stripped',
          // Another hub of the same version behind the name would refuse the token as well.
          certainty: lost ? 'certain' : 'likely',
          hop: 'edge',
          explanation:
            'Calls with a token arrive without it, and the hub answers them as those of nobody. Cookies, and so the hub’s pages, are not touched.',
          evidence,
          fixes: [
            edgeFix(site, 'Hand the header on:', keepAuthorization),
            ...(lost ? oneOfSeveral(lost) : []),
            ...(lost ? [] : [advice('If nothing takes it away: see that the address leads to this hub.')]),
          ],
        }),
      )
    }
    const tested =
      tried.length > 0 ||
      (outside !== undefined && askedAnswerer({ at: 0, ms: 0, answer: outside }) === 'hub')
    return tested ? { well: 'The Authorization header passes' } : undefined
  },
}

function isLost({ headers }: Echo): boolean {
  return headers['authorization'] !== `present, scheme ${canaryScheme}`
}

/** Another hub refuses the token however it arrives. */
function isOtherHub({ hub, outside }: Inside): boolean {
  const [own, there] = [hub, outside?.hub].map((asked) => asked?.answer?.headers['x-jupyterhub-version'])
  return own !== undefined && there !== undefined && own !== there
}

/** A token that somebody gave: good, or refused by the hub itself. */
export const token: Check = {
  name: checkNames.token,
  onlyBy: 'command-line',
  judge(site) {
    const { token: asked, authorizations = [], page } = site.results
    if (!asked?.answer || answererOf(asked.answer) !== 'hub') return undefined
    const { status, says } = asked.answer
    if (status === 200) return { well: 'The hub accepts the token' }
    const arrives = authorizations.length > 0 && authorizations.every(({ echo }) => echo && !isLost(echo))
    // Whether the hub got it is then another check's matter.
    if (!arrives || ![401, 403].includes(status)) return undefined
    return wrong(
      found({
        code: 'creds-missing',
        hop: 'hub',
        title: 'The hub does not accept the token',
        explanation:
          'The header that carries it arrives, so the token itself is unknown, expired or revoked.',
        evidence: [
          `GET ${new URL(page.hubUrl).pathname}api/user with the token: ${status}${says ? ` “${says}”` : ''}.`,
        ],
        fixes: [advice('Make a new token on the hub’s page Token.')],
      }),
    )
  },
}
