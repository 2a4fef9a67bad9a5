import type { CatalogEntry } from './entry.ts'

/** The way between browser, proxies, hub and servers. */
export const pathFindings = {
  'ws-upgrade-stripped': {
    severity: 'error',
    title: 'A proxy drops the WebSocket upgrade',
    text: 'Kernels and terminals talk over WebSockets. Something on the way removes the Upgrade or Connection header, so the request arrives as an ordinary one and is refused.',
  },
  'ws-origin-blocked': {
    severity: 'error',
    title: 'The server refuses browsers because Origin and Host disagree',
    text: 'A user’s server accepts WebSockets and changes only from pages of its own host. A proxy rewrites the Host header or loses the port, so the browser’s Origin looks like another site.',
  },
  'ws-idle-cut': {
    severity: 'warning',
    title: 'Something cuts WebSockets after a fixed time',
    text: 'A balancer or proxy ends connections that are silent for a time, or older than it allows. Jupyter Server sends pings to kernels and terminals every 30 seconds: a shorter time makes them reconnect again and again, a longer one cuts only sockets without pings.',
  },
  'clock-skew': {
    severity: 'warning',
    title: 'The clocks of browser, service and hub do not agree',
    text: 'One machine’s clock is off. Times on the pages are wrong by as much, servers are culled too early or too late, and a login whose token carries times may be refused as not valid yet.',
  },
  'sse-buffered': {
    severity: 'warning',
    title: 'A proxy holds back the events of a starting server',
    text: 'The hub sends progress as a stream. Something on the way collects the answer before it passes it on, so the bar stays at 0 and jumps to the end.',
  },
  'redirect-loop-route': {
    severity: 'error',
    title: 'Hub and proxy send the browser in circles',
    text: 'The hub takes the server for ready and sends the browser to it; the proxy has no route there and sends it back to the hub. Routes are missing or late, or traffic enters at the hub’s port instead of the proxy’s.',
  },
  'prefix-mismatch': {
    severity: 'error',
    title: 'A proxy changes the path prefix',
    text: 'The hub expects requests under its base_url exactly as the browser sent them. A proxy removes the prefix, adds it twice or doubles a slash.',
  },
  'proto-downgrade': {
    severity: 'warning',
    title: 'The hub believes it is reached over http',
    text: 'TLS ends at a proxy and the hub is not told, so links it writes, such as that to the next page of a list, begin with http:// and browsers block them, and its cookies lack Secure.',
  },
  'secure-cookie-on-http': {
    severity: 'error',
    title: 'Cookies are marked Secure and the browser is on plain http',
    text: 'The hub is told, or configured, that the site is https. It marks its cookies Secure and the browser, on http, does not keep them: the login succeeds and is forgotten at once.',
  },
  'host-port-lost': {
    severity: 'error',
    title: 'A proxy drops the port from the Host header',
    text: 'The site is on a port of its own and the hub or server is told a host without it. Checks that compare the address of the page with the host then fail.',
  },
  'route-missing': {
    severity: 'error',
    title: 'The proxy had lost routes of running servers',
    text: 'The proxy keeps its routes in memory. After its restart, or when the hub has lost its database, servers run without a route until the hub looks again, by default every five minutes.',
  },
  'http-proxy-env': {
    severity: 'error',
    title: 'Calls to the hub go through an HTTP proxy',
    text: 'HTTP_PROXY is set and NO_PROXY does not name the hub, so calls between hub, proxy and servers are sent to a proxy that does not know them or refuses them.',
  },
  'netpol-service': {
    severity: 'error',
    title: 'The hub cannot reach a service at its address',
    text: 'The service did not start, listens elsewhere, or a network rule keeps the hub from it. From 5.0 on a hub ends itself when a service that it manages does not answer at start.',
  },
  'cookie-bloat': {
    severity: 'error',
    title: 'The browser’s cookies have grown too large',
    text: 'So many cookies have gathered for this host that a proxy or server refuses the request’s headers. Logged-out tabs of older versions set one more at every call; clearing cookies helps for a while.',
  },
  'host-route-loop-431': {
    severity: 'error',
    title: 'Requests to a user’s server come back to the hub until their headers are too large',
    text: 'The route leads to a public name, and the platform chooses the target by the Host header, which still names the hub. Each round adds to X-Forwarded-For until the limit for headers is reached and the answer is an empty 431.',
  },
  'direct-hub-port': {
    severity: 'error',
    title: 'Browsers reach the hub’s own port instead of the proxy',
    text: 'The hub’s pages work there and users’ servers do not, because only the proxy knows the way to them.',
  },
  'encoded-path': {
    severity: 'error',
    title: 'Encoded characters in a path do not arrive as they were sent',
    text: 'Names with @, spaces, % or slashes are encoded in addresses. A proxy decodes them, encodes them again or refuses them, and the hub then looks for another name.',
  },
  'cors-external-origin': {
    severity: 'error',
    title: 'A page of another origin calls the hub',
    text: 'Browsers let a page read answers of another origin only with that origin’s consent, which the hub gives for its API’s root alone. A call without login that is redirected to the login page fails with the same message.',
  },
  'csp-frame': {
    severity: 'error',
    title: 'A Content-Security-Policy or X-Frame-Options blocks the hub’s pages',
    text: 'The hub forbids frames of other sites, since 4.1 all frames. A second policy added by a proxy applies too and can only narrow: without inline scripts the hub’s pages stand still.',
  },
  'chp-api-403': {
    severity: 'error',
    title: 'The proxy refuses the hub’s token',
    text: 'Hub and configurable-http-proxy have different values of CONFIGPROXY_AUTH_TOKEN, or an older proxy still holds the port. The hub cannot change routes and ends.',
  },
  'chp-tls-503': {
    severity: 'error',
    title: 'The proxy does not trust the certificate of a target',
    text: 'The route leads to an https address whose certificate configurable-http-proxy cannot verify, so every request to it ends in a 503.',
  },
} as const satisfies Record<string, CatalogEntry>
