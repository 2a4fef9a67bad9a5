import type { Certainty } from '../../../finding.ts'
import { keepPath } from '../../../recipes/transport.ts'
import { answererOf, isLimited } from '../../answerer.ts'
import { type Check, wrong } from '../../check.ts'
import type { DoctorFix } from '../../finding.ts'
import { advice, edgeFix, found, hubFix, recipeSite } from '../../found.ts'
import { inARow, ofRefusals } from '../../refusals.ts'
import { inSome, shareOf } from '../../share.ts'
import type { Site } from '../../site.ts'

/** Names are encoded in addresses; what arrives must be what was sent. */
export const paths: Check = {
  name: 'Encoded paths',
  judge(site) {
    const { path } = site.results
    if (!path) return undefined
    if (path.echo) {
      if (path.echo.target === path.sent) return { well: 'Encoded paths keep %2F, %40 and %20' }
      return wrong(changed(site, `Sent ${path.sent}; the service received ${path.echo.target}.`, 'certain'))
    }
    // When ordinary paths do not arrive either, it is not the encoding.
    if (!path.answer || site.echoes.length === 0 || isLimited(path)) return undefined
    const by =
      answererOf(path.answer) === 'edge' ? 'by something in between' : 'before it reached the service'
    const evidence = `Sent ${path.sent}; answered with ${path.answer.status} ${by}${inARow(path)}.`
    return wrong(changed(site, evidence, ofRefusals(site, path)))
  },
}

function changed(site: Site, evidence: string, certainty: Certainty) {
  return found({
    code: 'encoded-path',
    certainty,
    hop: 'edge',
    explanation:
      'Users and servers whose names hold @, %, a space or a slash cannot be reached: what arrives names somebody else, or nobody.',
    evidence: [evidence],
    fixes: [edgeFix(site, 'Hand paths on as they came:', keepPath(recipeSite(site)))],
  })
}

/** The prefix must arrive as the browser sent it. */
export const prefix: Check = {
  name: 'Path prefix',
  judge(site) {
    const { results, echoes } = site
    const redirected = apiRedirect(site)
    if (redirected !== undefined) return wrong(mismatch(site, redirected, 'certain'))
    const other = shareOf(echoes, ({ target }) => !target.startsWith(results.page.prefix))
    if (other) {
      const evidence = `Sent below ${results.page.prefix}; the service received ${other.first.target}${inSome(other)}.`
      return wrong(mismatch(site, evidence, 'certain'))
    }
    if (echoes.length > 0) return { well: `Paths below ${results.page.prefix} arrive whole` }
    const answer = results.echoes?.[0]?.answer
    const by = answer && answererOf(answer)
    if (answer && (by === 'chp' || by === 'hub-page' || by === 'service') && answer.status === 404) {
      return wrong(
        mismatch(
          site,
          `${results.page.prefix} is answered with 404 (${answer.says ?? 'no text'}).`,
          'likely',
          ...(by === 'chp' ? [notStarted] : []),
        ),
      )
    }
    return undefined
  },
}

/** The hub redirects its pages, and calls of its API only when it does not know them for such: another path arrived. */
export function apiRedirect({ results }: Site): string | undefined {
  const api = results.hub?.[0]?.answer
  const location = api?.headers['location']
  if (!api || location === undefined || answererOf(api) !== 'hub') return undefined
  return `The hub redirects ${new URL(results.page.hubUrl).pathname}api/ to ${location}: another path arrived.`
}

/** Its proxy answers everything in the same way before it has routes. */
const notStarted = advice(
  'Where the hub has only just been started: its proxy has no routes until it is up. See the last lines of its log, and check again.',
)

function mismatch(
  site: Site,
  evidence: string,
  certainty: 'certain' | 'likely',
  ...others: readonly DoctorFix[]
) {
  const base = new URL(site.results.page.hubUrl).pathname.replace(/hub\/$/, '')
  return found({
    code: 'prefix-mismatch',
    certainty,
    hop: 'edge',
    explanation:
      'The hub’s proxy finds its routes by the whole path. A prefix that is taken away, added twice or followed by a second slash leads to the wrong place, or in circles.',
    evidence: [evidence],
    fixes: [
      ...others,
      edgeFix(site, 'Hand paths on as they came:', keepPath(recipeSite(site))),
      hubFix(
        'And tell the hub the same prefix:',
        '# 127.0.0.1:8000 stands for the address where the hub’s proxy listens; put yours there',
        `c.JupyterHub.bind_url = "http://127.0.0.1:8000${base}"`,
      ),
    ],
  })
}
