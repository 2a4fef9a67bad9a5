import { refusedConnection } from '../refused-connection.ts'
import { doctorPlace, type Place, type Situation } from './situation.ts'

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
