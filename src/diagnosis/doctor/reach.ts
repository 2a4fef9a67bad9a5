import { parseVersion } from '#hub/versions.ts'
import { answererOf, isBareChp } from './answerer.ts'
import { loopFinding } from './checks/targets.ts'
import { loopOf } from './checks/redirects.ts'
import type { DoctorFinding } from './finding.ts'
import { advice, found } from './found.ts'
import type { Reach } from './results.ts'
import type { Site } from './site.ts'

/** How a user's server is reached, from the public address on. `unknown`: nothing came that would tell. */
export type ReachVerdict = { kind: 'reached' | 'unknown' } | { kind: 'wrong'; finding: DoctorFinding }

/** Each way in which a server that runs by the hub's model cannot be reached by its user has a code of its own. */
export function judgeReach(site: Site, reach: Reach): ReachVerdict {
  const { asked, hops = [], user, server } = reach
  const name = server === '' ? user : `${user}/${server}`
  const told = (finding: DoctorFinding): ReachVerdict => ({ kind: 'wrong', finding })
  const loop = loopOf(hops)
  if (loop)
    return told(
      circles(
        name,
        loop.map(({ url }) => url),
      ),
    )
  const { answer } = asked
  if (!answer) return { kind: 'unknown' }
  const by = answererOf(answer)
  if (answer.status === 200 && answer.body === 'json') {
    const other = otherMajor(site, answer.headers['x-jupyterhub-version'])
    return other === undefined ? { kind: 'reached' } : told(mismatch(name, other, site))
  }
  const says = `${name} answers with ${answer.status}${answer.says ? ` “${answer.says}”` : ''}`
  if (answer.status === 431 || (answer.status === 400 && /Header Or Cookie/i.test(answer.says ?? ''))) {
    return told(loopFinding(site, [`${says}, and few cookies were sent.`]))
  }
  if (answer.status === 424 || /no longer running/.test(answer.says ?? ''))
    return told(stopped(name, says, reach.ready))
  if (/Redirect loop detected/.test(answer.says ?? '')) return told(circles(name, [says]))
  if (answer.status === 503 && isBareChp(answer)) return told(allDown(name, says))
  if (answer.status === 503 && by !== 'edge') return told(down(name, says, reach.ready))
  if ([502, 503, 504].includes(answer.status)) return told(edgeDown(says))
  if (by === 'server') return { kind: 'reached' }
  return reach.ready && (by === 'hub' || by === 'hidden' || by === 'hub-page')
    ? told(routeMissing(name, says))
    : { kind: 'unknown' }
}

/** The server's version, when its major is not the hub's. */
function otherMajor({ version }: Site, text: string | undefined): string | undefined {
  const own = text === undefined ? undefined : parseVersion(text)
  return version && own && own.major !== version.major ? own.text : undefined
}

function mismatch(name: string, other: string, { version }: Site): DoctorFinding {
  return found({
    code: 'version-mismatch-loop',
    hop: 'server',
    explanation: 'Across major versions, logging in to the server may fail or go in circles.',
    evidence: [`The hub is ${version?.text}; ${name} runs ${other}.`],
    fixes: [advice(`Put jupyterhub ${version?.text} into the users’ image.`)],
  })
}

function circles(name: string, urls: readonly string[]): DoctorFinding {
  return found({
    code: 'redirect-loop-route',
    hop: 'chp',
    explanation: `The hub takes ${name} for ready and sends browsers there, and they come back to the hub.`,
    evidence: [urls.join(' → ')],
    fixes: [
      advice('Let the hub check its routes on the page Routes; then stop the server and start it again.'),
    ],
  })
}

function stopped(name: string, says: string, ready: boolean): DoctorFinding {
  return found({
    code: ready ? 'route-missing' : 'server-stopped-424',
    hop: ready ? 'chp' : 'server',
    title: ready ? `${name} counts as ready, and its requests go to the hub` : `${name} has stopped`,
    explanation: ready
      ? 'The hub takes the server for ready, and the proxy sends its requests to the hub, which answers that it does not run.'
      : 'The server does not run; the hub answers in its place.',
    evidence: [`${says}.`],
    fixes: [advice(ready ? 'Let the hub check its routes on the page Routes.' : `Start ${name} again.`)],
  })
}

function down(name: string, says: string, ready: boolean): DoctorFinding {
  return found({
    code: 'target-down-503',
    hop: 'server',
    title: ready
      ? `${name} counts as ready, and nobody answers there`
      : `Nobody answers where the route of ${name} leads`,
    explanation:
      'The proxy has a route and nobody listens at its end. The server was killed or evicted, and the hub has not noticed yet.',
    evidence: [`${says}, by the hub’s proxy.`],
    fixes: [
      advice(
        `Stop ${name} and start it again. The hub looks by itself every 30 seconds, or as c.Spawner.poll_interval says.`,
      ),
    ],
  })
}

/** Where the hub answered, the proxy would hand on its page. */
function allDown(name: string, says: string): DoctorFinding {
  return found({
    code: 'hub-unreachable',
    certainty: 'likely',
    hop: 'hub',
    explanation: `configurable-http-proxy gets no answer where its route for ${name} leads, and none from the hub, whose page it would show instead.`,
    evidence: [`${says}, in the words of configurable-http-proxy.`],
    fixes: [advice('See whether the hub runs, and run the connection doctor for the way as a whole.')],
  })
}

function edgeDown(says: string): DoctorFinding {
  return found({
    code: 'edge-upstream-down',
    hop: 'edge',
    explanation: 'Something in front of the hub’s proxy answers in its place.',
    evidence: [`${says}, by something in front.`],
    fixes: [advice('Run the connection doctor for the way as a whole.')],
  })
}

function routeMissing(name: string, says: string): DoctorFinding {
  return found({
    code: 'route-missing',
    hop: 'chp',
    explanation: `The hub takes ${name} for ready, and requests to it arrive at the hub: the proxy has no route.`,
    evidence: [`${says}, by the hub.`],
    fixes: [advice('Let the hub check its routes on the page Routes.')],
  })
}
