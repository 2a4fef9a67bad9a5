import { answererOf, askedAnswerer } from '../../answerer.ts'
import { type Check, wrong } from '../../check.ts'
import { advice, found, hubFix } from '../../found.ts'
import type { Asked, Inside } from '../../results.ts'
import { isHubAway, seeToTheHub } from '../who-answers/behind.ts'
import { treesOf } from '../who-answers/trees.ts'

/** The hub at the address that services are given. */
export const hubInside: Check = {
  name: 'Hub from inside',
  judge(site) {
    const { results } = site
    const asked = results.inside?.hub
    if (!asked) return undefined
    const by = askedAnswerer(asked)
    if (by === 'hub' && asked.answer?.status === 200) return { well: 'The service reaches the hub' }
    const { environment } = results.inside ?? {}
    const isAmiss = environment?.proxy === true && !environment.covered
    if (isAmiss && environment.heeded) return wrong(detour(environment, asked))
    const gone = unreachable(asked, isHubAway(treesOf(site)))
    return isAmiss ? wrong(gone, detour(environment, asked)) : wrong(gone)
  },
}

/** `isAway`: the hub's proxy does not reach it either, so that where it listens says nothing. */
function unreachable(asked: Asked, isAway: boolean) {
  const by = askedAnswerer(asked)
  return found({
    code: 'hub-unreachable',
    certainty: by === 'nobody' ? 'certain' : 'likely',
    hop: 'hub',
    explanation:
      'The service asks the hub at the address it was given for it (JUPYTERHUB_API_URL), and the hub is not there.',
    evidence: [
      by === 'nobody'
        ? `No answer: ${asked.reason ?? asked.failure}.`
        : `Answered with ${asked.answer?.status} by ${by === 'edge' ? 'something else' : by}.`,
    ],
    fixes: isAway
      ? [seeToTheHub]
      : [
          hubFix(
            'Let the hub listen where services and servers can reach it:',
            'c.JupyterHub.hub_ip = "0.0.0.0"',
          ),
          advice('On Kubernetes, see whether a NetworkPolicy keeps the service from the hub.'),
        ],
  })
}

/** Node heeds HTTP_PROXY only when it is told to; Python’s requests and curl, and so services and servers, always do. */
function detour({ heeded, hub }: Inside['environment'], { answer }: Asked) {
  const exceptions = [...new Set(['localhost', '127.0.0.1', hub ?? 'HOST_OF_JUPYTERHUB_API_URL'])]
  return found({
    code: 'http-proxy-env',
    certainty: heeded ? 'likely' : 'possible',
    hop: heeded ? 'service' : 'server',
    ...(heeded
      ? {}
      : { title: 'Servers with this environment would send calls to the hub to an HTTP proxy' }),
    explanation: heeded
      ? 'Hubscope’s service sends its calls to the hub to an HTTP proxy that does not know it.'
      : 'Hubscope’s service does not heed HTTP_PROXY, so that is not why it does not reach the hub. Programs in Python mostly heed it: servers and services with the same environment ask the proxy for the hub.',
    evidence: [
      'HTTP_PROXY, HTTPS_PROXY or ALL_PROXY is set for the service, and NO_PROXY does not name the hub.',
      ...(heeded
        ? [
            'NODE_USE_ENV_PROXY or --use-env-proxy has Node heed it.',
            `The hub’s internal address is ${answer ? `answered with ${answer.status} by something else` : 'not answered'}.`,
          ]
        : []),
    ],
    fixes: [
      {
        text: 'In the environment of hub, services and servers, beside what NO_PROXY holds already:',
        where: 'environment',
        lines: [{ text: `NO_PROXY=${exceptions.join(',')}`, added: true }],
      },
    ],
  })
}

/** Where the hub sends browsers back to after a login. */
export const callback: Check = {
  name: 'OAuth callback',
  judge({ results, page }) {
    const service = results.inside?.service
    if (!service) return undefined
    const wanted = `${service.prefix}oauth_callback`
    const given = URL.canParse(service.callback, page) ? new URL(service.callback, page) : undefined
    if (given?.pathname === wanted && given.host === page.host)
      return { well: 'Logins come back to this service' }
    return wrong(
      found({
        code: 'oauth-client-mismatch',
        hop: 'service',
        explanation:
          'The hub sends browsers back to an address that is not this service’s, so logins end elsewhere.',
        evidence: [`The hub was told ${service.callback}; this service is at ${page.origin}${wanted}.`],
        fixes: [hubFix('In the entry of the service:', `"oauth_redirect_uri": ${JSON.stringify(wanted)},`)],
      }),
    )
  },
}

/** Two hubs behind one address, or a public address that leads to another one. */
export const version: Check = {
  name: 'Hub version',
  judge({ results }) {
    const outside = results.hub?.[0]?.answer
    const inside = results.inside?.hub.answer
    if (!outside || answererOf(outside) !== 'hub') return undefined
    const [seen, own] = [outside, inside].map((answer) => answer?.headers['x-jupyterhub-version'])
    if (seen !== undefined && own !== undefined && seen !== own) {
      return wrong(
        found({
          code: 'unexpected-answer',
          hop: 'edge',
          title: 'The public address leads to another hub than the service’s own',
          explanation: 'Pages and calls go to different hubs, which know different logins, users and tokens.',
          evidence: [`The browser reaches hub ${seen}, the service hub ${own}.`],
          fixes: [advice('Point the public address and JUPYTERHUB_API_URL at the same hub.')],
        }),
      )
    }
    return { well: `JupyterHub ${seen ?? results.hubVersion ?? ''} answers` }
  },
}
