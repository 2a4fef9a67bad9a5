import { passUpgrade } from '../../recipes/transport.ts'
import type { DoctorFinding } from '../finding.ts'
import { advice, edgeFix, found, recipeSite } from '../found.ts'
import type { Reach } from '../results.ts'
import type { Site } from '../site.ts'

/** What a finding on one server says beside its kind. */
export interface About {
  /** `ada`, or `ada/gpu`. */
  name: string
  reach: Reach
  /** What was answered by the public address, without a full stop. */
  says: string
}

const recheck = advice('Let the hub check its routes: press Re-check here or on the page Routes.')

export function mismatch({ name }: About, other: string, { version }: Site): DoctorFinding {
  return found({
    code: 'version-mismatch-loop',
    hop: 'server',
    title: `${name} runs JupyterHub ${other}, and the hub is ${version?.text}`,
    explanation: 'Across major versions, logging in to the server may fail or go in circles.',
    evidence: [`The hub is ${version?.text}; ${name} runs ${other}.`],
    fixes: [advice(`Put jupyterhub ${version?.text} into the users’ image.`)],
  })
}

export function circles({ name, reach }: About, evidence: readonly string[]): DoctorFinding {
  const target = reach.route?.target
  return found({
    code: 'redirect-loop-route',
    hop: 'chp',
    title: `Hub and proxy send whoever opens ${name} in circles`,
    explanation: `The hub takes ${name} for ready and sends browsers there, and they come back to the hub.`,
    evidence: [
      ...evidence,
      ...(target === undefined ? [] : [`The proxy’s route leads to ${target}, where the hub answers.`]),
    ],
    fixes: [recheck, advice('If they come back in circles, stop the server and start it again.')],
  })
}

export function stopped({ name, says }: About): DoctorFinding {
  return found({
    code: 'server-stopped-424',
    hop: 'server',
    title: `${name} has stopped`,
    explanation:
      'By the hub’s model it is not ready, and something else answers in its place: the hub, or of a named server the user’s default one.',
    evidence: [`${says}.`],
    fixes: [advice(`Start ${name} again.`)],
  })
}

export function routeMissing({ name, says, reach }: About): DoctorFinding {
  return found({
    code: 'route-missing',
    certainty: reach.route ? 'certain' : 'likely',
    hop: 'chp',
    title: `The proxy has no route to ${name}`,
    explanation: `The hub takes ${name} for ready, and requests to it arrive at the hub, which cannot serve them.`,
    evidence: [`${says}, by the hub.`, ...(reach.route ? ['The proxy’s table holds no route for it.'] : [])],
    fixes: [recheck],
  })
}

/** The proxy has a route, and gets nothing at its end. What the service got there tells whether the server is dead. */
export function down(about: About): DoctorFinding {
  const { name, says, reach } = about
  const { inside, ready } = reach
  if (!inside && reach.route?.target?.startsWith('https:')) return unreachedByTls(about)
  const answersInside = inside?.own.answer !== undefined
  const end = inside ? ` at ${inside.target}` : ''
  return found({
    code: 'target-down-503',
    hop: answersInside ? 'chp' : 'server',
    title: answersInside
      ? `The proxy does not reach ${name}, although it answers`
      : ready
        ? `${name} counts as ready, and nobody answers there`
        : `Nobody answers where the route of ${name} leads`,
    explanation: answersInside
      ? 'Hubscope’s service gets an answer where the proxy gets none: a network rule between the proxy and users’ servers, or a server that drops connections.'
      : 'The proxy has a route and nobody listens at its end. The server was killed or evicted, and the hub has not noticed yet.',
    evidence: [
      `${says}, by the hub’s proxy.`,
      ...(inside && !answersInside
        ? [`Hubscope’s service gets no answer${end} either: ${inside.own.reason ?? 'unreachable'}.`]
        : []),
      ...(inside && answersInside ? [`Hubscope’s service gets an answer${end}.`] : []),
    ],
    fixes: [
      advice(
        answersInside
          ? `Look into the proxy’s log for ${name}: it says why the connection failed.`
          : `Stop ${name} and start it again. The hub looks by itself every 30 seconds, or as c.Spawner.poll_interval says.`,
      ),
    ],
  })
}

/** Where the service did not look, a server that is gone and one whose certificate is not trusted look the same. */
function unreachedByTls({ name, says, reach }: About): DoctorFinding {
  return found({
    code: 'target-down-503',
    certainty: 'likely',
    hop: 'server',
    title: `The proxy gets no answer from ${name}`,
    explanation:
      'The proxy’s route leads to an https address. Nobody listens there, or the proxy does not trust the certificate.',
    evidence: [`${says}, by the hub’s proxy.`, `The proxy’s route leads to ${reach.route?.target}.`],
    fixes: [advice(`Check ${name} alone: Hubscope’s service then looks which of the two it is.`)],
  })
}

/** Where the hub answered, the proxy would hand on its page. */
export function allDown({ name, says }: About): DoctorFinding {
  return found({
    code: 'hub-unreachable',
    certainty: 'likely',
    hop: 'hub',
    explanation: `configurable-http-proxy gets no answer where its route for ${name} leads, and none from the hub, whose page it would show instead.`,
    evidence: [`${says}, in the words of configurable-http-proxy.`],
    fixes: [advice('See whether the hub runs, and run the connection doctor for the way as a whole.')],
  })
}

/** Somebody took the request and did not answer it. */
export function silent({ name, reach }: About): DoctorFinding {
  const { inside, asked } = reach
  const seconds = Math.round(asked.ms / 1000)
  const answersInside = inside?.own.answer !== undefined
  return found({
    code: 'no-answer-in-time',
    certainty: answersInside || inside ? 'certain' : 'likely',
    hop: answersInside ? 'chp' : 'server',
    title: `${name} gives no answer within ${seconds} s`,
    explanation: answersInside
      ? 'The server answers Hubscope’s service at once, so something on the way to it holds requests back.'
      : 'The server’s address takes requests and does not answer them: its process is frozen or very busy, or its machine is gone.',
    evidence: [
      `${name} was asked by the public address, and nothing came within ${seconds} s.`,
      ...(inside
        ? [
            answersInside
              ? `Hubscope’s service got an answer at ${inside.target} after ${inside.own.ms} ms.`
              : `Hubscope’s service gets none at ${inside.target} either: ${inside.own.reason ?? 'unreachable'}.`,
          ]
        : []),
    ],
    fixes: [
      advice(
        answersInside
          ? 'Let the connection doctor look at the way as a whole.'
          : `Stop ${name} and start it again; look at the memory and the load of the machine that it runs on.`,
      ),
    ],
  })
}

export function edgeDown({ says }: About): DoctorFinding {
  return found({
    code: 'edge-upstream-down',
    hop: 'edge',
    explanation: 'Something in front of the hub’s proxy answers in its place.',
    evidence: [`${says}, by something in front.`],
    fixes: [advice('Run the connection doctor for the way as a whole.')],
  })
}

/** Whoever looks is let in, and the WebSocket next door does not open. */
export function noSocket(site: Site, { name }: About): DoctorFinding {
  return found({
    code: 'ws-upgrade-stripped',
    certainty: 'likely',
    hop: 'edge',
    title: `WebSockets to ${name} do not open`,
    explanation:
      'Kernels stay at “Connecting…”, cells at [*], and terminals stay black: the request for a WebSocket arrives as an ordinary one, or with another Host than that of the page.',
    evidence: [
      `${name} accepts this browser’s login at api/events/subscribe, and a WebSocket to that address did not open.`,
    ],
    fixes: [
      edgeFix(site, 'Pass the upgrade on, for users’ servers too:', passUpgrade(recipeSite(site))),
      advice(
        'If it is passed on, let the connection doctor look whether Host arrives as the browser sent it.',
      ),
    ],
  })
}
