import { signal, type Signal } from './signal.ts'

/** Sentences of configurable-http-proxy, nginx, Apache, HAProxy, Traefik, Caddy and of firewalls in them. */
export const proxySignals = {
  // configurable-http-proxy
  'chp-route': signal('Adding route ', /Adding route (\S+) -> (\S+)/),
  'chp-refused': signal(
    '503 ',
    /^503 (?:GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS|WS) (\S+) (.*(?:ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|ETIMEDOUT|ECONNRESET|ENOTFOUND|EAI_AGAIN|EPIPE|socket hang up|timed? ?out).*)$/i,
  ),
  'chp-certificate': signal(
    'certificate',
    /self.signed certificate|unable to verify the first certificate|unable to get (?:local )?issuer certificate|certificate has expired|CERT_HAS_EXPIRED|does not match certificate's altnames/,
  ),
  'chp-error-page': signal('Failed to get custom error page'),
  'chp-web-socket-path': signal(
    'PROXY WEB ',
    /PROXY WEB (\S*\/(?:channels|terminals\/websocket\/\S+|api\/events\/subscribe)\S*)/,
  ),
  'chp-double-slash': signal('PROXY ', /PROXY \w+ (\S*[^:]\/\/\S*) to/),
  'chp-target-missing': signal('Proxy Target Missing'),
  'server-down-page': signal('server appears to be down'),
  'no-service-page': signal('No service is registered at this URL'),
  'moons-page': signal('lots of moons'),
  'pkg-in-use': signal('EADDRINUSE', /EADDRINUSE[^\n]*:(\d+)/),
  // nginx
  'nginx-too-large': signal(
    'client intended to send too large',
    /too large (?:chunked )?body(?:: (\d+) bytes)?.*?request: "(\w+) (\S+)/,
  ),
  'nginx-header': signal(
    'client sent too ',
    /client sent too (?:long header line|large request|long URI)(?:[: "]+(Cookie))?/,
  ),
  'nginx-big-upstream-header': signal('upstream sent too big header'),
  'nginx-timeout-ws': signal('while proxying upgraded connection'),
  'nginx-timeout': signal(
    'upstream timed out',
    /upstream timed out .* while ([^,]+),.*request: "(\w+) (\S+)/,
  ),
  'nginx-refused': signal(
    ' upstream',
    /(?:connect\(\) failed \(\d+: ([^)]+)\) while connecting to upstream|no live upstreams|upstream prematurely closed connection while reading response header|SSL_do_handshake\(\) failed).*?request: "(\w+) (\S+)[^"]*"(?:.*?upstream: "([^"]+)")?/,
  ),
  'nginx-no-host': signal('host not found in upstream', /in upstream "([^"]+)"/),
  'nginx-connections': signal('worker_connections are not enough'),
  'nginx-forbidden': signal('access forbidden by rule', /request: "(\w+) (\S+)/),
  'nginx-rate': signal(
    'limiting ',
    /limiting (requests|connections)(?:, excess: ([\d.]+))? by zone "([^"]+)"(?:.*?request: "(\w+) (\S+))?/,
  ),
  'nginx-file': signal('open() "', /open\(\) "([^"]+)" failed \(2: No such file.*?request: "(\w+) (\S+)/),
  'nginx-basic-auth': signal(
    ['basic authentication', 'was not found in', 'password mismatch'],
    /no user\/password was provided for basic authentication|user "[^"]*":? (?:was not found in|password mismatch)/,
  ),
  'nginx-buffered': signal('an upstream response is buffered to a temporary file', /request: "(\w+) (\S+)/),
  'mod-security': signal('ModSecurity: Access denied', /code (\d+).*?(?:\[uri "([^"]+)"\])?/),
  'mod-security-uri': signal('[uri "', /\[uri "([^"]+)"\]/),
  'mod-security-method': signal('Method is not allowed by policy'),
  // Apache
  'apache-refused': signal(
    'AH0',
    /AH00957: \w+: attempt to connect to (\S+)|AH01114: (?:HTTP: )?failed to make connection to backend: ?(\S+)|AH00898: (?:Error reading from remote server|DNS lookup failure for: (\S+))/,
  ),
  'apache-slash': signal('AH00026', /found %2f \(encoded '\/'\) in URI/i),
  'apache-denied': signal(
    'AH01630',
    /client denied by server configuration: (?:proxy:https?:\/\/[^/]+)?(\S+)/,
  ),
  'apache-no-ws': signal('AH01144', /No protocol handler was valid for the URL (\S+)/),
  'apache-auth': signal('AH0161', /AH0161[78]: user (\S+)/),
  'apache-too-large': signal('AH01587'),
  // HAProxy
  'haproxy-down': signal(
    ['is DOWN', 'has no server available'],
    /(?:Server (\S+) is DOWN|backend '?(\S+?)'? has no server available)/,
  ),
  // Traefik, Caddy and others written in Go
  'go-dial': signal(
    'dial tcp',
    /dial tcp (\S+): (?:connect: (connection refused|no route to host|connection timed out)|i\/o timeout|lookup)/,
  ),
  'go-lookup': signal('dial tcp: lookup', /lookup (\S+).*no such host/),
  'traefik-plain': signal('404 page not found'),
  'rate-limit-page': signal('429 Too Many', /^429 Too Many Requests$|<h1>429 Too Many Requests<\/h1>/i),
  // oauth2-proxy and the like
  'portal-redirect': signal(
    ['oauth2/s', 'goauthentik', '.auth/login', 'cdn-cgi/access', '/api/verify?rd'],
    /oauth2\/start\?rd=|\/oauth2\/sign_in|\/outpost\.goauthentik\.io\/start|\/\.auth\/login\/|cloudflareaccess\.com\/cdn-cgi\/access\/login|\/api\/verify\?rd=/,
  ),
  // Configuration that somebody has pasted beside the log
  'no-referrer-policy': signal(
    'eferrer-',
    /referrer-policy["']?[\s:=]+["']?(no-referrer|origin|strict-origin)(?![\w-])/i,
  ),
} as const satisfies Record<string, Signal>
