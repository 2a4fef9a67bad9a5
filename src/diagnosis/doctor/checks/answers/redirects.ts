import { redirectOnce, schemeAndHost } from '../../../recipes/headers.ts'
import { answererOf } from '../../answerer.ts'
import { type Check, wrong } from '../../check.ts'
import { advice, edgeFix, found } from '../../found.ts'
import type { Hop } from '../../results.ts'
import type { Site } from '../../site.ts'

/** From the site's root, hop by hop. */
export const redirects: Check = {
  name: 'Redirects',
  judge(site) {
    const { redirects: own, inside } = site.results
    const hops = own ?? inside?.redirects
    if (!hops || hops.length === 0 || !hops[0]?.answer) return undefined
    const loop = loopOf(hops)
    if (loop) return wrong(circles(site, loop))
    const [back] = hops.flatMap((hop) => downgradeOf(hop, site) ?? [])
    if (back !== undefined) return wrong(downgraded(site, back))
    const count = hops.length - 1
    const steps = `${count} ${count === 1 ? 'step' : 'steps'}`
    const end = endOf(hops.at(-1))
    if (end === undefined) return undefined
    return {
      well: end === 'here' ? `Redirects end after ${steps}` : `Redirects lead to ${end} after ${steps}`,
    }
  },
}

/** The hops from where an address comes a second time. */
export function loopOf(hops: readonly Hop[]): Hop[] | undefined {
  const seen = new Map<string, number>()
  for (const [index, { url }] of hops.entries()) {
    const key = url.replace(/([?&])redirects=\d+/, '$1redirects=n')
    const before = seen.get(key)
    if (before !== undefined) return hops.slice(before, index + 1)
    seen.set(key, index)
  }
  return undefined
}

/** Redirects of something in front that lead to themselves: neither hub nor proxy is ever asked. */
export function isEdgeLoop(hops: readonly Hop[]): boolean {
  const loop = loopOf(hops)
  return loop !== undefined && loop.some(({ answer }) => answer && answererOf(answer) === 'edge')
}

function circles(site: Site, loop: readonly Hop[]) {
  const evidence = [loop.map(({ url }) => url).join(' → ')]
  if (!isEdgeLoop(loop)) {
    return found({
      code: 'redirect-loop-route',
      hop: 'chp',
      title: 'Hub and proxy send the browser in circles',
      explanation: 'What one of them sends away, the other sends back.',
      evidence,
      fixes: [advice('Let the hub check its routes on the page Routes.')],
    })
  }
  return found({
    code: 'redirect-loop-route',
    about: 'edge',
    hop: 'edge',
    title: 'Something in front sends the browser in circles',
    explanation:
      'A proxy redirects to an address that leads back to it: mostly it redirects to https what it takes for http, because nobody in front of it says otherwise in X-Forwarded-Proto.',
    evidence,
    fixes: [
      edgeFix(site, 'Redirect where people come without TLS, and nowhere else:', redirectOnce),
      advice('Where TLS ends further out, let that proxy set X-Forwarded-Proto, and redirect there.'),
    ],
  })
}

/**
 * An answer of the site, or the other origin that the last redirect names; undefined where no end was seen. Who fails to
 * answer may redirect once mended.
 */
function endOf(last: Hop | undefined): string | undefined {
  const location = last?.answer?.headers['location']
  if (!last?.answer || last.answer.status >= 500) return undefined
  if (location === undefined) return 'here'
  const isOther =
    URL.canParse(location, last.url) && new URL(location, last.url).origin !== new URL(last.url).origin
  return isOther ? new URL(location, last.url).origin : undefined
}

/** A redirect from https to http on the same host. */
function downgradeOf({ url, answer }: Hop, { page }: Site): string | undefined {
  const location = answer?.headers['location']
  if (location === undefined || !URL.canParse(location, url)) return undefined
  const [from, to] = [new URL(url), new URL(location, url)]
  const isBack = from.protocol === 'https:' && to.protocol === 'http:' && to.hostname === page.hostname
  return isBack ? `${from.href} is redirected to ${to.href}.` : undefined
}

function downgraded(site: Site, evidence: string) {
  return found({
    code: 'proto-downgrade',
    hop: 'edge',
    title: 'A redirect leads from https to http',
    explanation:
      'Whoever writes the redirect takes the site for http. Browsers block it, or lose the cookies marked Secure.',
    evidence: [evidence],
    fixes: [edgeFix(site, 'Tell the scheme that the browser used:', schemeAndHost('https'))],
  })
}
