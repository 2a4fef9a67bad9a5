import { keepErrors, noCache } from '../../../recipes/answers.ts'
import { answererOf, askedAnswerer, isLimited } from '../../answerer.ts'
import { type Check, wrong } from '../../check.ts'
import { edgeFix, found } from '../../found.ts'
import type { Answer, Asked } from '../../results.ts'
import type { Site } from '../../site.ts'
import { isUnsteady } from '../who-answers/now-and-then.ts'

/** What the hub answers is for one visitor and one moment. */
export const caching: Check = {
  name: 'Caching',
  judge(site) {
    const { cached, hub, inside } = site.results
    const [first, second] = (cached ?? []).flatMap(({ echo }) => (echo ? [echo] : []))
    const evidence: string[] = []
    if (first?.id !== undefined && first.id === second?.id) {
      evidence.push('The same address asked twice was answered once: both answers carry the same id.')
    }
    const mark = (hub ?? []).flatMap(({ answer }) => (answer ? (cacheMark(answer) ?? []) : []))[0]
    if (mark) evidence.push(`An answer of the hub’s API arrived with ${mark}.`)
    const { stranger, identity } = inside?.outside ?? {}
    if (isGiven(stranger) && isGiven(identity)) {
      evidence.push(
        `${new URL(site.results.page.hubUrl).pathname}api/user was asked with the visitor’s token, and right after that without any: the second call got the visitor’s model too.`,
      )
    }
    if (evidence.length > 0) {
      return wrong(
        found({
          code: 'edge-cache',
          hop: 'edge',
          explanation: 'Lists are stale, and what one person may see can be given to another.',
          evidence,
          fixes: [edgeFix(site, 'Keep nothing of what the hub answers:', noCache)],
        }),
      )
    }
    if (stranger && askedAnswerer(stranger) === 'hub') return { well: 'API answers are not cached' }
    return first && second ? { well: 'Answers of the service are not cached' } : undefined
  },
}

function isGiven(asked: Asked | undefined): boolean {
  return asked?.answer !== undefined && isModel(asked.answer)
}

/** JSON of the hub that is no refusal. */
function isModel(answer: Answer): boolean {
  return answer.status === 200 && answer.body === 'json' && answererOf(answer) === 'hub'
}

/** `Age` above 0 and a hit in one of the headers of caches. */
function cacheMark({ headers }: Answer): string | undefined {
  if (Number(headers['age'] ?? 0) > 0) return `Age: ${headers['age']}`
  const name = ['x-cache', 'x-cache-status', 'cf-cache-status', 'cache-status'].find((each) =>
    /\bhit\b/i.test(headers[each] ?? ''),
  )
  return name && `${name}: ${headers[name]}`
}

/** What the hub says of an error is the only thing that explains it. */
export const errors: Check = {
  name: 'Error answers',
  judge(site) {
    const { errors: asked } = site.results
    const own = isLimited(asked?.service) ? undefined : asked?.service.answer
    const hubs = isLimited(asked?.hub) ? undefined : asked?.hub.answer
    const refused = isLimited(asked?.refused) ? undefined : asked?.refused?.answer
    if ((!own && !hubs) || isUnsteady(site)) return undefined
    // When nothing of them arrives, another check says who answers.
    const reachable = site.echo !== undefined
    const evidence = [
      ...(own && reachable && isReplaced(own, 404, 'service')
        ? [`The service’s own 404 ${arrives(own)}.`]
        : []),
      ...(hubs && hubAnswers(site) && isReplaced(hubs, 404, 'hub')
        ? [`The hub’s 404 for an unknown call ${arrives(hubs)}.`]
        : []),
      ...(refused && hubAnswers(site) && isReplaced(refused, 403, 'hub')
        ? [`The hub’s 403 for a call without a login ${arrives(refused)}.`]
        : []),
    ]
    if (evidence.length === 0) return { well: 'Error answers arrive as they are' }
    return wrong(
      found({
        code: 'edge-replaces-errors',
        hop: 'edge',
        explanation:
          'The reasons that hub and servers give get lost, and with status 200 a failure is taken for an answer.',
        evidence,
        fixes: [edgeFix(site, 'Hand error answers on as they are:', keepErrors)],
      }),
    )
  },
}

/** A page that came from behind the hub’s proxy, in the place of the hub’s JSON, keeps the hub’s headers. */
function isReplaced(answer: Answer, status: number, by: 'service' | 'hub'): boolean {
  const who = answererOf(answer)
  // What the hub’s proxy says of the hub, where a redirect leads, and whose model it is, other checks judge.
  if (who === 'chp' || who === 'hub-page' || who === 'hidden' || isModel(answer)) return false
  return answer.status !== status || who !== by || (by === 'hub' && answer.body !== 'hub')
}

function hubAnswers({ results }: Site): boolean {
  return results.hub?.some(({ answer }) => answer?.status === 200 && answererOf(answer) === 'hub') ?? false
}

function arrives({ status, says, body }: Answer): string {
  return `arrives as ${status}${says ? ` “${says}”` : ` (${body})`}`
}

/** What the way adds to a page of the hub. None of it is a fault by itself; other checks say when it is. */
export const pageHeaders: Check = {
  name: 'Headers of pages',
  judge({ results: { hubPage } }) {
    const answer = hubPage?.answer
    if (!answer || answer.status !== 200 || answer.body !== 'html') return undefined
    const { headers } = answer
    const count = (headers['content-security-policy'] ?? '').split(',').filter((each) => each.trim()).length
    return {
      well: `Pages arrive with ${[
        `${count} Content-Security-${count === 1 ? 'Policy' : 'Policies'}`,
        `${headers['referrer-policy'] === undefined ? 'no Referrer-Policy' : `Referrer-Policy ${headers['referrer-policy']}`}`,
        insistence(headers['strict-transport-security']),
      ].join(', ')}`,
    }
  },
}

/** For how long browsers are told to come by https alone. */
function insistence(header: string | undefined): string {
  const age = /max-age="?(\d+)/i.exec(header ?? '')?.[1]
  if (age === undefined) return 'no HSTS'
  return `HSTS for ${Math.round(Number(age) / 86_400)} d`
}
