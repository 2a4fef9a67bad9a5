import { dressed } from '../edge.ts'
import { doctorPlace as place, type Situation } from './situation.ts'

/** Requests arrive otherwise than the browser sent them. */
export const requestSituations = {
  'host-port-lost': {
    title: 'Host loses its port',
    text: 'The proxy hands on Host without the port of the address bar. Users’ servers compare it with Origin and refuse to save.',
    place,
    finding: 'host-port-lost',
    need: 'port',
    edge: () => ({
      change: ({ headers }) => headers.set('Host', (headers.get('Host') ?? '').replace(/:\d+$/, '')),
    }),
  },
  'host-replaced': {
    title: 'Host is replaced',
    text: 'The proxy names its own upstream in Host, not the address in the browser. Users’ servers take the hub’s visitors for those of another site.',
    place,
    finding: 'ws-origin-blocked',
    edge: () => ({ change: ({ headers }) => headers.set('Host', 'upstream:8000') }),
  },
  'sockets-elsewhere': {
    title: 'Host is replaced for WebSockets alone',
    text: 'The proxy has rules of its own for WebSockets and names its upstream in their Host. Pages work; users’ servers refuse to open kernels and terminals.',
    place,
    finding: 'ws-origin-blocked',
    edge: () => ({
      change({ headers }) {
        if (headers.has('Upgrade')) headers.set('Host', 'upstream:8000')
      },
    }),
  },
  'scheme-lost': {
    title: 'The scheme is lost',
    text: 'TLS ends at the proxy, and no X-Scheme says so. The hub writes links with http:// and cookies without Secure.',
    place,
    finding: 'proto-downgrade',
    need: 'https',
    edge: () => ({ change: ({ headers }) => headers.delete('X-Scheme') }),
  },
  'scheme-claimed': {
    title: 'https is claimed on http',
    text: 'The proxy sends X-Scheme https and the browser is on http, so it does not keep the cookies that the hub marks Secure.',
    place,
    finding: 'secure-cookie-on-http',
    need: 'http',
    edge: () => ({ change: ({ headers }) => headers.set('X-Scheme', 'https') }),
  },
  'authorization-stripped': {
    title: 'Authorization is stripped',
    text: 'The proxy takes the Authorization header away, so tokens work at the hub’s own address and nowhere else.',
    place,
    finding: 'auth-header-stripped',
    edge: () => ({ change: ({ headers }) => headers.delete('Authorization') }),
  },
  'upgrade-stripped': {
    title: 'WebSocket upgrades are stripped',
    text: 'Requests for WebSockets arrive as ordinary ones. Kernels stay at “Connecting…” and terminals stay black.',
    place,
    finding: 'ws-upgrade-stripped',
    edge: () => ({
      change({ headers }) {
        headers.delete('Upgrade')
        headers.delete('Connection')
      },
    }),
  },
  'path-decoded': {
    title: 'Encoded paths are decoded',
    text: 'The proxy decodes %2F and %40 in paths. Users and servers with such names cannot be reached.',
    place,
    finding: 'encoded-path',
    edge: () => ({
      change(asked) {
        asked.target = asked.target.replaceAll(/%2F/gi, '/').replaceAll('%40', '@')
      },
    }),
  },
  'cookie-bloat': {
    title: 'Cookies have gathered',
    text: 'The browser has kept one state cookie for every attempt to log in. Together they come near the 16 KiB that the hub’s proxy takes, and the next one brings a 431.',
    place,
    finding: 'cookie-bloat',
    edge: () => ({ change: ({ headers }) => headers.set('Cookie', gatheredCookies) }),
  },
  'cookies-doubled': {
    title: 'Cookies are set twice',
    text: 'The proxy sets each cookie of the hub a second time, for the whole site. Logins go in circles or outlive the logout, and the hub’s login cookie goes to users’ servers.',
    place,
    finding: 'cookies-stripped',
    edge: () => ({
      change({ headers }) {
        const own = headers.get('Cookie')
        headers.set('Cookie', [...(own === null ? [] : [own]), ...widened].join('; '))
      },
    }),
  },
  'referer-hidden': {
    title: 'Referrer-Policy hides the Referer',
    text: 'The proxy adds Referrer-Policy: no-referrer. A hub below 4 then drops the login of its own pages, and its spawn page hangs.',
    place,
    finding: 'ref-missing',
    version: '3.1.1',
    edge: () => ({
      change: ({ headers }) => headers.delete('Referer'),
      dress: (response) => dressed(response, { 'Referrer-Policy': 'no-referrer' }),
    }),
  },
  'forwarded-scheme': {
    title: 'Forwarded names another scheme',
    text: 'The proxy’s Forwarded header names a scheme that the browser does not use. A hub below 4 reads it first, takes its own pages for those of another site and drops their login.',
    place,
    finding: 'ref-blocked',
    version: '3.1.1',
    edge: () => ({
      change({ headers }) {
        const other = headers.get('X-Scheme') === 'https' ? 'http' : 'https'
        headers.set('Forwarded', `for=198.51.100.7;proto=${other}`)
      },
    }),
  },
  'metadata-stripped': {
    title: 'Sec-Fetch-* is stripped',
    text: 'Nothing fails, but the hub can no longer tell its own pages from those of other sites and skips its check.',
    place,
    finding: 'fetch-metadata-stripped',
    need: 'secure context',
    edge: () => ({
      change({ headers }) {
        for (const name of ['Site', 'Mode', 'Dest']) headers.delete(`Sec-Fetch-${name}`)
      },
    }),
  },
  'two-edges': {
    title: 'Two edges, two addresses',
    text: 'Connections pass one of two balancers that each claim to be the visitor. The hub’s login form is bound to the visitor’s address, and is refused now and then.',
    place,
    finding: 'xsrf-login-ip',
    edge() {
      let count = 0
      return {
        change({ headers }) {
          // A browser keeps one connection, and so one balancer, for all but its WebSockets.
          if (headers.has('Upgrade')) count += 1
          headers.set('X-Real-IP', count % 2 === 0 ? '10.0.0.11' : '10.0.0.12')
        },
      }
    },
  },
} as const satisfies Record<string, Situation>

/** Forty states of logins, 11 KiB together. */
const gatheredCookies = Array.from(
  { length: 40 },
  (_, index) => `service-hubscope-oauth-state-${String(index).padStart(8, '0')}=${'x'.repeat(240)}`,
).join('; ')

/** What a browser keeps for `/` as well, and so sends to services. */
const widened = [
  'jupyterhub-hub-login=for-the-whole-site',
  '_xsrf=for-hubs-pages',
  '_xsrf=for-the-whole-site',
]
