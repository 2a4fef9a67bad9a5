import { checkNames } from '../../check-names.ts'
import { type Check, wrong } from '../../check.ts'
import type { DoctorFinding } from '../../finding.ts'
import { advice, found } from '../../found.ts'
import type { Drift } from '../../results.ts'

/** Routes that are named in one finding. */
const mostNamed = 6

/** The proxy's table against servers and services; the page Routes shows the same row by row. */
export const routes: Check = {
  name: checkNames.routes,
  judge({ results }) {
    const drift = results.routes
    if (!drift) return undefined
    const [missing, stale] = (['missing', 'stale'] as const).map((state) =>
      drift.wrong.filter((route) => route.state === state),
    )
    if (missing && missing.length > 0) return wrong(lost(missing, stale ?? []))
    if (stale && stale.length > 0) return wrong(leftOver(stale))
    return { well: `No route is missing or stale, of ${drift.ok}` }
  },
}

const recheck = advice(
  'Let the hub check its routes on the page Routes. It does so by itself as often as c.JupyterHub.last_activity_interval says, by default every five minutes.',
)

function lost(missing: Drift['wrong'], stale: Drift['wrong']): DoctorFinding {
  return found({
    code: 'route-missing',
    hop: 'chp',
    title: 'The proxy lacks routes of servers or services that run',
    explanation:
      'The hub takes them for ready, and the proxy sends requests to them to the hub instead. Mostly the proxy was started anew.',
    evidence: [
      ...told(missing, 'has no route'),
      ...told(stale, 'has a route, and what it belongs to does not run'),
    ],
    fixes: [
      recheck,
      advice('If routes get lost again and again, run the proxy apart from the hub, so that it outlives it.'),
    ],
  })
}

/** Nobody is kept from anything: whoever asks is told by 503 that nothing is there. */
function leftOver(stale: Drift['wrong']): DoctorFinding {
  const finding = found({
    code: 'route-missing',
    hop: 'chp',
    title: 'The proxy still has routes of what does not run any more',
    explanation:
      'Requests to them go to an address where nobody is, or by now somebody else, and are not answered by the hub, which would offer to start the server.',
    evidence: told(stale, 'leads on, and what it belongs to does not run'),
    fixes: [recheck],
  })
  return { ...finding, severity: 'warning' }
}

function told(wrongs: Drift['wrong'], what: string): string[] {
  const more = wrongs.length - mostNamed
  return [
    ...wrongs
      .slice(0, mostNamed)
      .map(({ spec, target }) => `${spec} ${what}${target === undefined ? '' : ` (${target})`}.`),
    ...(more > 0 ? [`So it is with ${more} more.`] : []),
  ]
}
