import type { Certainty } from '../../../finding.ts'
import type { DoctorFinding, DoctorFix } from '../../finding.ts'
import { advice, found, hubFix } from '../../found.ts'
import type { Site } from '../../site.ts'
import { seeToTheHub } from '../who-answers/behind.ts'

/*
 * What is wrong with how the service was set up, which a look from inside shows, and a login that does not work out.
 */

interface Unreachable {
  evidence: readonly string[]
  certainty: Certainty
  /** The hub's proxy does not reach it either, so that where it listens says nothing. */
  isHubAway: boolean
  /** Calls vanish; where nobody listens they are refused. */
  isDropped?: boolean
}

export function unreachable({ evidence, certainty, isHubAway, isDropped }: Unreachable): DoctorFinding {
  return found({
    code: 'hub-unreachable',
    certainty,
    // The way to it from outside is well.
    hop: isHubAway ? 'hub' : 'service',
    explanation:
      'The service asks the hub at the address it was given for it (JUPYTERHUB_API_URL), and the hub is not there.',
    evidence,
    fixes: isHubAway
      ? [seeToTheHub]
      : [
          compareAddress,
          ...(isDropped
            ? []
            : [
                hubFix(
                  'Let the hub listen where services and servers can reach it (where hub_bind_url is set, name the address there):',
                  'c.JupyterHub.hub_ip = "0.0.0.0"',
                ),
              ]),
          advice('On Kubernetes, see whether a NetworkPolicy keeps the service from the hub.'),
        ],
  })
}

const compareAddress = advice(
  'Compare JUPYTERHUB_API_URL in the service’s environment with where the hub listens; it ends with /hub/api, and the service’s log names the address that was asked. The hub sets it for the services that it starts.',
)

/** The hub answers by the public address, and where the service looks for it is something else. */
export function notTheHub(): DoctorFinding {
  return found({
    code: 'hub-unreachable',
    certainty: 'likely',
    hop: 'service',
    title: 'Something else answers at the address that the service was given for the hub',
    explanation:
      'The service asks for the token of a login at that address, and what it gets is no answer of the hub.',
    evidence: [
      'The hub accepted the login; what answered the service, which asked for its token, is not the hub.',
    ],
    fixes: [compareAddress],
  })
}

export const httpProxySet =
  'HTTP_PROXY, HTTPS_PROXY or ALL_PROXY is set for the service, and NO_PROXY does not name the hub.'

/** `hub`: the host of its internal address, where somebody has told it. */
export function leaveHubOut(hub = 'HOST_OF_JUPYTERHUB_API_URL'): DoctorFix {
  const exceptions = [...new Set(['localhost', '127.0.0.1', hub])]
  return {
    text: 'In the environment of hub, services and servers, beside what NO_PROXY holds already:',
    where: 'environment',
    lines: [{ text: `NO_PROXY=${exceptions.join(',')}`, added: true }],
  }
}

export function throughHttpProxy(evidence: readonly string[], hub?: string): DoctorFinding {
  return found({
    code: 'http-proxy-env',
    certainty: 'likely',
    hop: 'service',
    explanation: 'Hubscope’s service sends its calls to the hub to an HTTP proxy that does not know it.',
    evidence: [httpProxySet, 'NODE_USE_ENV_PROXY or --use-env-proxy has Node heed it.', ...evidence],
    fixes: [leaveHubOut(hub)],
  })
}

type Place = Pick<Site, 'results' | 'page'>

interface Misdirected {
  /** Where the service asks the hub to send browsers. */
  asked: string
  evidence: string
}

/** The address at which browsers come back from the login: as the service asks for it, and as the hub was told. */
export function misdirected(place: Place, { asked, evidence }: Misdirected): DoctorFinding {
  const { results, page } = place
  const path = callbackPath(place)
  // With subdomains a path would be one of the hub's own host.
  const isApart = new URL(results.page.hubUrl).origin !== page.origin
  const wanted = isApart ? `${page.origin}${path}` : path
  const entry = hubFix('In the entry of the service:', `"oauth_redirect_uri": ${JSON.stringify(wanted)},`)
  const own: DoctorFix = {
    text: 'And in the environment of the service, which has another one from somebody else than the hub:',
    where: 'environment',
    lines: [{ text: `JUPYTERHUB_OAUTH_CALLBACK_URL=${wanted}`, added: true }],
  }
  return found({
    code: 'oauth-client-mismatch',
    hop: 'service',
    explanation:
      'After a login, the hub sends browsers back to one address: the service has to ask for it, and be there.',
    evidence: [evidence],
    fixes: isHere(asked, place) ? [entry] : [entry, own],
  })
}

/** Where the service takes browsers back. */
export function callbackPath({ results }: Place): string {
  return `${results.page.prefix}oauth_callback`
}

/** Whether the hub, which takes a path for one of its own host, sends browsers to where the service takes them back. */
export function isHere(address: string, place: Place, path = callbackPath(place)): boolean {
  const { hubUrl } = place.results.page
  if (!URL.canParse(address, hubUrl)) return false
  const { host, pathname } = new URL(address, hubUrl)
  return host === place.page.host && pathname === path
}

/** The hub does not know the token by which the service proves that it is one. */
export function unknownClient(): DoctorFinding {
  return found({
    code: 'oauth-client-mismatch',
    hop: 'service',
    title: 'The hub does not accept the service’s own API token',
    explanation:
      'With that token a service redeems logins. The hub gives its own services a new one at every start.',
    evidence: ['Asked for the token of a login, the hub answered the service with invalid_client.'],
    fixes: [
      advice(
        'Restart the hub where it runs the service; elsewhere give the service the api_token of its entry in jupyterhub_config.py as JUPYTERHUB_API_TOKEN.',
      ),
    ],
  })
}
