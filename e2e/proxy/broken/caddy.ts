import { after, type BrokenCase, type Case, type EarlyCase, hubPort, without } from './case.ts'

const scheme = '\t\theader_up X-Scheme {scheme}\n'
const target = 'reverse_proxy 127.0.0.1:8000 {\n'
const certificate = '\ttls /etc/ssl/hub.example.org/fullchain.pem /etc/ssl/hub.example.org/privkey.pem\n'
const inProxy = (lines: string) => [after(scheme, lines.replaceAll(/^/gm, '\t\t') + '\n')]
const inSite = (lines: string) => [after(certificate, lines.replaceAll(/^/gm, '\t') + '\n')]

export const brokenCaddy: BrokenCase[] = [
  {
    title: 'sends the upstream’s name as Host',
    code: 'ws-origin-blocked',
    changes: inProxy('header_up Host {upstream_hostport}'),
  },
  {
    title: 'sends Host without the port',
    code: 'host-port-lost',
    changes: inProxy('header_up Host {host}'),
  },
  { title: 'does not name the scheme', code: 'proto-downgrade', changes: [without(scheme)] },
  {
    title: 'redirects to https whatever nobody calls https, behind nobody',
    code: 'redirect-loop-route',
    changes: inSite('@plain not header X-Forwarded-Proto https\nredir @plain https://{hostport}{uri}'),
  },
  { title: 'removes Upgrade', code: 'ws-upgrade-stripped', changes: inProxy('header_up -Upgrade') },
  {
    title: 'removes Authorization',
    code: 'auth-header-stripped',
    changes: inProxy('header_up -Authorization'),
  },
  { title: 'removes Set-Cookie', code: 'cookies-stripped', changes: inProxy('header_down -Set-Cookie') },
  {
    title: 'removes Origin and Sec-Fetch-*',
    code: 'fetch-metadata-stripped',
    changes: inProxy('header_up -Origin\nheader_up -Sec-Fetch-*'),
  },
  {
    title: 'buffers answers',
    code: 'sse-buffered',
    changes: inProxy('response_buffers 1MiB'),
  },
  {
    title: 'takes bodies of 1 MB',
    code: 'edge-limits',
    changes: inSite('request_body {\n\tmax_size 1MB\n}'),
  },
  {
    title: 'asks for a password of its own',
    code: 'edge-auth',
    changes: inSite('basic_auth {\n\tstaff $2a$14$Zkx19XLiW6VYouLHR5NmfOFU0z2GTNmpkT/5qqR7hx4IjWJPDhjvG\n}'),
  },
  {
    title: 'denies the API',
    onEveryHub: true,
    code: 'edge-blocks-api',
    changes: inSite('respond /hub/api/* 403'),
  },
  {
    title: 'denies PUT, PATCH and DELETE',
    code: 'edge-blocks-method',
    changes: inSite('@writes method PUT PATCH DELETE\nrespond @writes 405'),
  },
  {
    title: 'answers errors itself',
    code: 'edge-replaces-errors',
    changes: inProxy(
      '@errors status 404\nhandle_response @errors {\n\trespond "<html><title>Oops</title></html>" 200\n}',
    ),
  },
  { title: 'does not know /user/', code: 'edge-paths-missing', changes: inSite('respond /user/* 404') },
  {
    title: 'leads calls of the API to a login portal',
    code: 'sso-portal',
    changes: inSite('redir /hub/api/* https://login.example.com/'),
  },
  { title: 'takes /hub away', code: 'prefix-mismatch', changes: inSite('uri strip_prefix /hub') },
  {
    title: 'points to a port where nobody listens',
    code: 'edge-upstream-down',
    changes: [{ find: target, put: 'reverse_proxy 127.0.0.1:9 {\n' }],
  },
  {
    title: 'points to the hub past its proxy',
    code: 'direct-hub-port',
    changes: [{ find: target, put: `reverse_proxy 127.0.0.1:${hubPort} {\n` }],
  },
  {
    title: 'takes headers of 5 KB at most',
    code: 'edge-limits',
    changes: [
      {
        find: 'hub.example.org {\n',
        put: '{\n\tservers {\n\t\tmax_header_size 1KB\n\t}\n}\n\nhub.example.org {\n',
      },
    ],
  },
  {
    title: 'names another address of the visitor at each connection',
    code: 'xsrf-login-ip',
    // In three parts, of which the last may be as large: the hub drops what is no address.
    changes: [{ find: 'X-Real-IP {remote_host}', put: 'X-Real-IP 10.0.{http.request.remote.port}' }],
  },
  {
    title: 'ends WebSockets after five seconds',
    code: 'ws-idle-cut',
    changes: inProxy('stream_timeout 5s'),
    idle: 9_000,
  },
  {
    title: 'replaces Origin',
    code: 'ws-origin-blocked',
    changes: inProxy('header_up Origin http://127.0.0.1:8000'),
  },
  {
    title: 'takes /hub away by handle_path',
    code: 'prefix-mismatch',
    changes: inSite('handle_path /hub/* {\n\treverse_proxy 127.0.0.1:8000\n}'),
  },
  {
    title: 'says https to people on http',
    code: 'secure-cookie-on-http',
    overHttp: true,
    changes: [
      after(
        '\t\tstream_close_delay 1h\n\t}\n}\n',
        'http://hub.example.org {\n\treverse_proxy 127.0.0.1:8000 {\n\t\theader_up X-Scheme https\n\t\theader_up X-Real-IP {remote_host}\n\t}\n}\n',
      ),
    ],
  },
  {
    title: 'adds a policy without inline scripts',
    code: 'csp-frame',
    changes: inProxy(`header_down +Content-Security-Policy "script-src 'self'"`),
  },
]

export const earlyCaddy: EarlyCase[] = [
  {
    title: 'sends the upstream’s name as Host',
    code: 'ref-blocked',
    changes: inProxy('header_up Host {upstream_hostport}'),
  },
  {
    title: 'lets browsers send no Referer',
    code: 'ref-missing',
    changes: inSite('header Referrer-Policy no-referrer'),
  },
]

export const harmlessCaddy: Case[] = [
  { title: 'compresses streams, and leaves them live', changes: inSite('encode zstd gzip') },
  { title: 'adds a header to what it answers', changes: inSite('header X-Served-By edge-1') },
]
