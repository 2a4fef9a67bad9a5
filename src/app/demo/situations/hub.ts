import { createMockHub } from '#mock-hub/hub.ts'
import { type Edge, proxyPage, wordsOfChp } from '../edge.ts'
import { refusedConnection, untrustedCertificate } from '../refused-connection.ts'
import { doctorPlace, type Place, serversPlace, type Situation } from './situation.ts'

const users: Place = { text: 'Open the users', to: '/users' }
/** Milliseconds after which the hub is out of reach, so that the page is there to say so. */
const hubLeaves = 8_000

/** The hub, the way from the service to it, and what is behind it. */
export const hubSituations = {
  'scope-missing': {
    title: 'The service is not delegated proxy',
    text: 'The configuration of Hubscope leaves out the scope proxy, so nobody’s login here may read the routes, not even an admin’s.',
    place: { text: 'Open the routes', to: '/routes' },
    finding: 'scope-denied',
    undelegated: ['proxy'],
  },
  'spawns-throttled': {
    title: 'No room for another server',
    text: 'The hub allows five servers, and more than that are running. It answers every start with 429.',
    place: { text: 'Start a server', to: '/users?user=reader' },
    finding: 'spawn-throttled-429',
    hub: { limits: { activeServerLimit: 5 } },
  },
  'list-poisoned': {
    title: 'One user breaks the list',
    text: 'After its restart the hub cannot read one user’s start options and fails on every list with that user.',
    place: users,
    finding: 'list-poisoned',
    version: '4.1.6',
    hub: { faults: [{ kind: 'poisoned', user: 'mary ann' }] },
  },
  'login-ended': {
    title: 'The login ends',
    text: 'The hub drops every token after 20 seconds. Wait for it, then open another page.',
    place: users,
    finding: 'creds-missing',
    loginLife: 20_000,
  },
  'hub-slow': {
    title: 'The hub is held up',
    text: 'A frozen database holds up every list of users. After a while nobody waits for it any more.',
    place: users,
    finding: 'no-answer-in-time',
    hub: { faults: [{ kind: 'frozen', path: /\/users$/ }] },
  },
  'hub-gone': {
    title: 'The service is cut off from the hub',
    text: 'A few seconds after this page was opened a network rule cuts Hubscope’s service off from the hub. The hub’s own pages still open.',
    place: doctorPlace,
    finding: 'hub-unreachable',
    inner(_, since) {
      if (since < hubLeaves) return undefined
      throw refusedConnection()
    },
  },
  'hub-stopped': {
    title: 'The hub has stopped',
    text: 'A few seconds after this page was opened the hub ends. Its proxy goes on, and answers what is meant for the hub with 503 in two words.',
    place: doctorPlace,
    finding: 'hub-unreachable',
    edge: () => ({ answer: ({ path }) => (/^site\/(hub|user)\//.test(path) ? wordsOfChp() : undefined) }),
    inner(_, since) {
      if (since < hubLeaves) return undefined
      throw refusedConnection()
    },
  },
  'http-proxy': {
    title: 'The service asks by an HTTP proxy',
    text: 'HTTP_PROXY was set for Hubscope’s service, whose Node was told to heed it, and NO_PROXY does not name the hub. A few seconds after this page was opened its calls go to a proxy that does not know the hub.',
    place: doctorPlace,
    finding: 'http-proxy-env',
    httpProxy: true,
    inner: (_, since) =>
      since < hubLeaves ? undefined : proxyPage(503, 'ERR_DNS_FAIL', { Server: 'squid/5.7' }),
  },
  'another-hub': {
    title: 'The address leads to another hub',
    text: 'The public address was moved to a new hub, and Hubscope’s service still asks the old one. Each knows logins and tokens of its own.',
    place: doctorPlace,
    finding: 'unexpected-answer',
    edge: otherHub,
  },
  'callback-wrong': {
    title: 'Logins come back elsewhere',
    text: 'The service’s entry in jupyterhub_config.py still names the address of its old prefix, so logins end on a page that is not there.',
    place: doctorPlace,
    finding: 'oauth-client-mismatch',
    callback: 'services/dashboard/oauth_callback',
  },
  'clock-ahead': {
    title: 'A clock is three minutes ahead',
    text: 'The machine of Hubscope’s service has lost its time server. Times on its pages are wrong by as much, and servers are culled too early.',
    place: doctorPlace,
    finding: 'clock-skew',
    ahead: 3 * 60_000,
  },
  'servers-culled': {
    title: 'Servers stop meanwhile',
    text: 'A culler stops servers while this page still lists them as ready. The hub answers 424 in their place.',
    place: serversPlace,
    finding: 'server-stopped-424',
    culls: true,
  },
  'certificate-unknown': {
    title: 'Servers’ certificates are unknown',
    text: 'Users’ servers speak https with certificates of an authority that the hub’s proxy does not know. It answers 503 for each.',
    place: doctorPlace,
    finding: 'chp-tls-503',
    tls: true,
    target() {
      throw untrustedCertificate()
    },
  },
  'target-gone': {
    title: 'A server died and counts as ready',
    text: 'The servers were killed, and the hub has not noticed: the proxy’s routes lead to nobody, who answers 503.',
    place: doctorPlace,
    finding: 'target-down-503',
    target() {
      throw refusedConnection()
    },
  },
  'host-loop': {
    title: 'Servers behind Host routing',
    text: 'The platform sends requests to servers by Host, which names the hub. They come back to the hub, again and again, until their headers are too large: 431.',
    place: doctorPlace,
    finding: 'host-route-loop-431',
    // What names the server’s own address arrives.
    target: (host, own) => (host === own ? undefined : new Response(null, { status: 431 })),
  },
  'version-mismatch': {
    title: 'Servers of another version',
    text: 'The users’ image has JupyterHub 2.3.1. Logging in to servers may fail or go in circles.',
    place: doctorPlace,
    finding: 'version-mismatch-loop',
    target: () => Response.json({ version: '1.24.0' }, { headers: { 'X-JupyterHub-Version': '2.3.1' } }),
  },
} as const satisfies Record<string, Situation>

/** Sends calls of the hub's API to a hub of another version, which knows none of this one's logins. */
function otherHub(): Edge {
  const hub = createMockHub({ version: '5.5.4', seed: 2, users: 5 })
  return {
    answer({ method, path, headers }) {
      const api = /^site(\/hub\/api\/.*)$/.exec(path)?.[1]
      return api === undefined
        ? undefined
        : hub.respond(new Request(`https://other.demo${api}`, { method, headers }))
    },
  }
}
