import { allowMethods } from '../../../recipes/answers.ts'
import { allowLarge, allowLargeHeaders } from '../../../recipes/transport.ts'
import { askedAnswerer } from '../../answerer.ts'
import { type Check, wrong } from '../../check.ts'
import { advice, edgeFix, found, recipeSite } from '../../found.ts'
import type { Asked, Echo } from '../../results.ts'
import { inARow, ofRefusals } from '../../refusals.ts'
import type { Site } from '../../site.ts'

/** Notebooks are saved whole, so bodies are large. */
export const bodies: Check = {
  name: 'Body size',
  judge(site) {
    const { bodies: tries } = site.results
    const failed = tries?.find(({ echo }) => !echo)
    const largest = Math.max(0, ...(tries ?? []).flatMap(({ echo, bytes }) => (echo ? [bytes] : [])))
    if (failed && isLimit(failed, [413]) && site.echoes.length > 0) {
      return wrong(
        found({
          code: 'edge-limits',
          about: 'bodies',
          certainty: failed.answer || (failed.cuts ?? 0) > 1 ? 'certain' : 'likely',
          hop: 'edge',
          title: `Something in front refuses requests of ${megabytes(failed.bytes)}`,
          explanation:
            'Saving or uploading a notebook of that size fails, mostly without a word that says why.',
          evidence: [
            `A body of ${megabytes(failed.bytes)} was ${answered(failed)}${timesOf(failed.cuts)}; ${largest > 0 ? `${megabytes(largest)} passed` : 'a request without one passed'}.`,
          ],
          fixes: [edgeFix(site, 'Allow larger requests:', allowLarge)],
        }),
      )
    }
    return largest > 0 ? { well: `Bodies of ${megabytes(largest)} pass` } : undefined
  },
}

/** A part of the 16 KiB that configurable-http-proxy takes; cookies fill the rest. */
export const headerSize: Check = {
  name: 'Header size',
  judge(site) {
    const { headers: tries } = site.results
    const failed = tries?.find(({ echo }) => !echo)
    const cookies = cookieBytes(site.echo)
    if (failed && isLimit(failed, [400, 413, 431, 494]) && site.echoes.length > 0 && cookies < 6000) {
      return wrong(
        found({
          code: 'edge-limits',
          about: 'headers',
          certainty: failed.answer ? 'certain' : 'likely',
          hop: 'edge',
          title: `Something in front refuses requests with ${kilobytes(failed.bytes)} of headers`,
          explanation:
            'Cookies of the hub, of users’ servers and of other applications on this host add up; some visitors then get 400, 413 or 431 for everything.',
          evidence: [
            `A request with a header of ${kilobytes(failed.bytes)} beside ${cookies} bytes of cookies was ${answered(failed)}.`,
          ],
          fixes: [edgeFix(site, 'Allow larger headers:', allowLargeHeaders)],
        }),
      )
    }
    const passed = tries?.find(({ echo }) => echo)
    return passed && { well: `Headers of ${kilobytes(passed.bytes)} pass` }
  },
}

const many = 8192
const manyStates = 20

/** Cookies that have gathered, by what arrived, or by a call that fails with them and passes without. */
export const cookies: Check = {
  name: 'Cookies',
  judge(site) {
    const { echoes, bare } = site.results
    const first = echoes?.[0]
    if (first && !first.echo && bare?.echo && isLimit(first, [400, 413, 431, 494])) {
      return wrong(
        bloated(site, `With this browser’s cookies a call is ${answered(first)}; without them it passes.`),
      )
    }
    if (!site.echo) return undefined
    const bytes = cookieBytes(site.echo)
    const states = site.echo.cookies.filter(({ name }) => name.includes('-oauth-state')).length
    if (bytes > many || states > manyStates) {
      return wrong(
        bloated(
          site,
          `${site.echo.cookies.length} cookies of ${kilobytes(bytes)} arrived, ${states} of them states of logins.`,
        ),
      )
    }
    const count = site.echo.cookies.length
    if (count === 0) return { well: 'No cookies have gathered' }
    return {
      well: `${count === 1 ? '1 cookie arrives' : `${count} cookies arrive`}, ${kilobytes(bytes)} in all`,
    }
  },
}

function bloated(site: Site, evidence: string) {
  return found({
    code: 'cookie-bloat',
    hop: 'browser',
    explanation:
      'Proxies and servers refuse requests whose headers grow beyond 8 to 16 KiB. Logged-out tabs of older versions set one more cookie at every call.',
    evidence: [evidence],
    fixes: [
      advice(`Clear the cookies of ${site.page.hostname} in this browser.`),
      advice('Lasting: version 4.1 or newer of JupyterHub in the hub and in the users’ images.'),
      edgeFix(site, 'To let those in who are locked out:', allowLargeHeaders),
    ],
  })
}

/** PATCH, PUT and DELETE change things; firewalls like to refuse them. */
export const methods: Check = {
  name: 'Methods',
  judge(site) {
    const { methods: tries } = site.results
    const blocked =
      tries?.filter(
        (each) => askedAnswerer(each) === 'edge' && [403, 404, 405, 501].includes(each.answer?.status ?? 0),
      ) ?? []
    const [first] = blocked
    if (first && site.echoes.length > 0) {
      const names = blocked.map(({ method }) => method).join(', ')
      return wrong(
        found({
          code: 'edge-blocks-method',
          certainty: ofRefusals(site, first),
          hop: 'edge',
          title: `Something in front refuses ${names}`,
          explanation:
            'Reading works, and changing does not: users cannot be renamed, servers not stopped, files not saved.',
          evidence: [
            `${names} to the service: ${first.answer?.status} by something in between${inARow(first)}; GET passes.`,
          ],
          fixes: [edgeFix(site, 'Let every method through:', allowMethods(recipeSite(site)))],
        }),
      )
    }
    const passed = tries?.filter(({ echo }) => echo).map(({ method }) => method) ?? []
    return passed.length > 0 ? { well: `${passed.join(', ')} pass` } : undefined
  },
}

/** A refusal that speaks of size: by its status, or by a connection that was ended while the request was sent. */
function isLimit(asked: Asked, statuses: readonly number[]): boolean {
  if (!asked.answer) return asked.failure === 'unreachable'
  return statuses.includes(asked.answer.status) && askedAnswerer(asked) !== 'service'
}

function answered({ answer, reason }: Asked): string {
  if (!answer) return `cut off${reason === undefined ? '' : ` (${reason})`}`
  return `answered with ${answer.status}${answer.says ? ` “${answer.says}”` : ''}`
}

function timesOf(cuts: number | undefined): string {
  return cuts !== undefined && cuts > 1 ? `, ${cuts} times in a row` : ''
}

function cookieBytes(echo: Echo | undefined): number {
  return echo?.cookies.reduce((sum, { bytes }) => sum + bytes + 2, 0) ?? 0
}

function megabytes(bytes: number): string {
  return `${Math.round(bytes / 1024 / 1024)} MiB`
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1024).toFixed(1).replace(/\.0$/, '')} KiB`
}
