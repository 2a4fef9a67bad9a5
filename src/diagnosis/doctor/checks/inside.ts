import { answererOf, askedAnswerer } from '../answerer.ts'
import { type Check, wrong } from '../check.ts'
import { advice, found, hubFix } from '../found.ts'

/** The hub at the address that services are given. */
export const hubInside: Check = {
  name: 'Hub from inside',
  judge({ results }) {
    const asked = results.inside?.hub
    if (!asked) return undefined
    const by = askedAnswerer(asked)
    if (by === 'hub' && asked.answer?.status === 200) return { well: 'The service reaches the hub' }
    const { proxy, covered } = results.inside?.environment ?? { proxy: false, covered: true }
    if (proxy && !covered) {
      return wrong(
        found({
          code: 'http-proxy-env',
          certainty: 'likely',
          hop: 'service',
          explanation: 'Calls to the hub are sent to an HTTP proxy that does not know it.',
          evidence: [
            `The hub’s internal address is ${by === 'nobody' ? 'not answered' : `answered with ${asked.answer?.status} by something else`}.`,
            'HTTP_PROXY or HTTPS_PROXY is set for the service, and NO_PROXY does not name the hub.',
          ],
          fixes: [
            {
              text: 'In the environment of hub and services:',
              where: 'environment',
              lines: [{ text: 'NO_PROXY=localhost,127.0.0.1,hub', added: true }],
            },
          ],
        }),
      )
    }
    return wrong(
      found({
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
        fixes: [
          hubFix(
            'Let the hub listen where services and servers can reach it:',
            'c.JupyterHub.hub_ip = "0.0.0.0"',
          ),
          advice('On Kubernetes, see whether a NetworkPolicy keeps the service from the hub.'),
        ],
      }),
    )
  },
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
