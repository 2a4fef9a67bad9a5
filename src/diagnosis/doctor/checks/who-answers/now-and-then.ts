import { reachProxy } from '../../../recipes/answers.ts'
import { askedAnswerer, isOfUpstream } from '../../answerer.ts'
import type { DoctorFinding } from '../../finding.ts'
import { advice, edgeFix, found, recipeSite } from '../../found.ts'
import type { Answer, Asked } from '../../results.ts'
import type { Site } from '../../site.ts'
import { arrived } from './trees.ts'

/** Limits on calls come and go as well, and are another cause. */
const ofLimits = new Set([429, 503])

/** Whatever differs from one call to the next: what became of one of them says nothing of what is special about it. */
export function isUnsteady(site: Site): boolean {
  return nowAndThen(site).length > 0
}

/** Something in front answers the same call sometimes and sometimes not, as one of two proxies that take turns does. */
export function nowAndThen(site: Site): DoctorFinding[] {
  const { results } = site
  const asked: [string, readonly Asked[]][] = [
    [results.page.prefix, results.echoes ?? []],
    [`${new URL(results.page.hubUrl).pathname}api/`, results.hub ?? []],
  ]
  const strays = asked.flatMap(([path, calls]) => {
    const answers = calls.flatMap((call) =>
      askedAnswerer(call) === 'edge' && call.answer ? [call.answer] : [],
    )
    const first = answers.find((answer) => !ofLimits.has(answer.status) || isOfUpstream(answer))
    return first && arrived(calls) ? [{ path, first, count: answers.length, of: calls.length }] : []
  })
  const [stray] = strays
  if (!stray) return []
  const evidence = strays.map(
    ({ path, first, count, of }) => `${count} of ${of} calls of ${path} got ${said(first)}; others arrived.`,
  )
  const isDown = [502, 504].includes(stray.first.status) || isOfUpstream(stray.first)
  return [
    found({
      code: isDown ? 'edge-upstream-down' : 'edge-answered',
      hop: 'edge',
      title: isDown
        ? 'One of several targets of the proxy in front does not answer'
        : 'Something in front answers some calls itself, and passes others on',
      explanation:
        'What is asked again arrives, so people see errors that are gone when they reload. Of several proxies or targets that take turns, one is not like the others.',
      evidence,
      fixes: isDown
        ? [
            edgeFix(
              site,
              'Leave only targets at which configurable-http-proxy listens:',
              reachProxy(recipeSite(site)),
            ),
          ]
        : [advice(`Find the one that answers with ${stray.first.status}, and let it pass everything on.`)],
    }),
  ]
}

function said({ status, says, headers }: Answer): string {
  const by = headers['server']
  return `a ${status}${says ? ` “${says}”` : ''}${by ? ` by ${by}` : ''}`
}
