import { after, type BrokenCase, type Case, type EarlyCase, hubPort, without } from './case.ts'

const scheme = '    http-request set-header X-Scheme https if { ssl_fc }\n'
const server = '    server chp 127.0.0.1:8000\n'
const inFrontend = (lines: string) => [after(scheme, lines.replaceAll(/^/gm, '    ') + '\n')]

export const brokenHaproxy: BrokenCase[] = [
  {
    title: 'sets Host to the upstream’s name',
    code: 'ws-origin-blocked',
    changes: inFrontend('http-request set-header Host 127.0.0.1:8000'),
  },
  {
    title: 'cuts the port from Host',
    code: 'host-port-lost',
    changes: inFrontend('http-request set-header Host %[req.hdr(host),field(1,:)]'),
  },
  {
    title: 'does not name the scheme',
    onEveryHub: true,
    code: 'proto-downgrade',
    changes: [without(scheme)],
  },
  {
    title: 'removes Upgrade',
    code: 'ws-upgrade-stripped',
    changes: inFrontend('http-request del-header Upgrade'),
  },
  {
    title: 'redirects to https whatever nobody calls https, behind nobody',
    code: 'redirect-loop-route',
    changes: [
      {
        find: '    option forwardfor\n',
        put: '    http-request redirect scheme https unless { req.hdr(X-Forwarded-Proto) https }\n    option forwardfor\n',
      },
    ],
  },
  {
    title: 'removes Authorization',
    code: 'auth-header-stripped',
    changes: inFrontend('http-request del-header Authorization'),
  },
  {
    title: 'removes Set-Cookie',
    code: 'cookies-stripped',
    changes: inFrontend('http-response del-header Set-Cookie'),
  },
  {
    title: 'sets cookies a second time, for the whole site',
    code: 'cookies-stripped',
    onEveryHub: true,
    changes: inFrontend(
      'http-response add-header Set-Cookie "%[res.fhdr(set-cookie,1)]; Path=/" if { res.fhdr(set-cookie,1) -m found }',
    ),
  },
  {
    title: 'replaces Origin of WebSockets alone',
    code: 'ws-origin-blocked',
    changes: inFrontend(
      'http-request set-header Origin http://127.0.0.1:8000 if { hdr(upgrade) -i websocket }',
    ),
  },
  {
    title: 'removes Origin',
    code: 'fetch-metadata-stripped',
    changes: inFrontend('http-request del-header Origin'),
  },
  {
    title: 'denies the API',
    code: 'edge-blocks-api',
    changes: inFrontend('http-request deny if { path_beg /hub/api/ }'),
  },
  {
    title: 'denies PUT, PATCH and DELETE',
    code: 'edge-blocks-method',
    changes: inFrontend('http-request deny if { method PUT PATCH DELETE }'),
  },
  {
    title: 'denies bodies above 1 MB',
    code: 'edge-limits',
    changes: inFrontend('http-request deny deny_status 413 if { req.hdr_val(content-length) gt 1048576 }'),
  },
  {
    title: 'denies large headers',
    code: 'edge-limits',
    changes: inFrontend('http-request deny deny_status 400 if { req.hdrs,length gt 6000 }'),
  },
  {
    title: 'limits calls',
    code: 'edge-rate-limit',
    changes: inFrontend(
      'stick-table type ip size 1k expire 10s store http_req_rate(10s)\nhttp-request track-sc0 src\nhttp-request deny deny_status 429 if { sc_http_req_rate(0) gt 12 }',
    ),
  },
  {
    title: 'leads calls of the API to a login portal',
    code: 'sso-portal',
    changes: inFrontend(
      'http-request redirect location https://login.example.com/ if { path_beg /hub/api/ }',
    ),
  },
  {
    title: 'decodes slashes',
    code: 'encoded-path',
    changes: inFrontend(String.raw`http-request replace-path (.*)%2F(.*) \1/\2`),
  },
  {
    title: 'takes /hub away',
    code: 'prefix-mismatch',
    changes: inFrontend(String.raw`http-request replace-path /hub/(.*) /\1`),
  },
  {
    title: 'does not know /user/',
    code: 'edge-paths-missing',
    changes: inFrontend('http-request return status 404 if { path_beg /user/ }'),
  },
  {
    title: 'answers errors itself',
    code: 'edge-replaces-errors',
    changes: inFrontend(
      'http-response return status 200 content-type text/html string "<html><title>Oops</title></html>" if { status 404 }',
    ),
  },
  {
    title: 'points to a port where nobody listens',
    code: 'edge-upstream-down',
    changes: [{ find: server, put: '    server chp 127.0.0.1:9\n' }],
  },
  {
    title: 'points to the hub past its proxy',
    code: 'direct-hub-port',
    changes: [{ find: server, put: `    server chp 127.0.0.1:${hubPort}\n` }],
  },
  {
    title: 'gives every call another X-Real-IP',
    code: 'xsrf-login-ip',
    changes: [{ find: 'X-Real-IP %[src]', put: 'X-Real-IP 10.0.%[rand(250)].%[rand(250)]' }],
  },
  {
    title: 'asks for a password of its own',
    code: 'edge-auth',
    changes: [
      {
        find: 'frontend jupyterhub\n',
        put: 'userlist staff\n    user staff insecure-password staff\n\nfrontend jupyterhub\n',
      },
      ...inFrontend('http-request auth realm Staff unless { http_auth(staff) }'),
    ],
  },
  {
    title: 'caches',
    code: 'edge-cache',
    changes: [
      {
        find: 'frontend jupyterhub\n',
        put: 'cache hub\n    total-max-size 4\n    max-age 60\n    process-vary on\n\nfrontend jupyterhub\n',
      },
      after(
        server,
        `    http-response set-header Cache-Control max-age=60
    http-response del-header Vary
    http-request cache-use hub
    http-response cache-store hub
`,
      ),
    ],
  },
  {
    title: 'ends silent WebSockets after five seconds',
    code: 'ws-idle-cut',
    changes: [{ find: 'timeout tunnel 24h', put: 'timeout tunnel 5s' }],
    idle: 9_000,
  },
  {
    title: 'waits for whole answers',
    code: 'sse-buffered',
    changes: inFrontend('http-response wait-for-body time 10s at-least 1m'),
  },
  {
    title: 'replaces Origin',
    code: 'ws-origin-blocked',
    changes: inFrontend('http-request set-header Origin http://127.0.0.1:8000'),
  },
  {
    title: 'says https to people on http',
    code: 'secure-cookie-on-http',
    overHttp: true,
    changes: [
      without('    http-request redirect prefix https://hub.example.org code 301 unless { ssl_fc }\n'),
      { find: scheme, put: '    http-request set-header X-Scheme https\n' },
    ],
  },
  {
    title: 'adds a policy without inline scripts',
    code: 'csp-frame',
    changes: inFrontend(`http-response add-header Content-Security-Policy "script-src 'self'"`),
  },
  {
    title: 'adds a policy that lets pages call another site alone',
    code: 'csp-frame',
    changes: inFrontend(
      `http-response add-header Content-Security-Policy "connect-src https://api.example.com"`,
    ),
  },
]

export const earlyHaproxy: EarlyCase[] = [
  {
    title: 'sets Host to the upstream’s name',
    code: 'ref-blocked',
    changes: inFrontend('http-request set-header Host 127.0.0.1:8000'),
  },
  {
    title: 'lets browsers send no Referer',
    code: 'ref-missing',
    changes: inFrontend('http-response set-header Referrer-Policy no-referrer'),
  },
]

export const harmlessHaproxy: Case[] = [
  {
    title: 'compresses streams, and leaves them live',
    changes: [
      after(server, '    compression algo gzip\n    compression type text/event-stream application/json\n'),
    ],
  },
  {
    title: 'waits three seconds for the hub’s next byte, and the hub is faster',
    changes: [{ find: 'timeout server 1h', put: 'timeout server 3s' }],
  },
]
