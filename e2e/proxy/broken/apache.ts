import { after, type BrokenCase, type Case, type EarlyCase, hubPort, without } from './case.ts'

const target =
  'ProxyPass        / http://127.0.0.1:8000/ nocanon upgrade=websocket flushpackets=on timeout=3600\n'
const scheme = '    RequestHeader set X-Scheme expr=%{REQUEST_SCHEME}\n'
const inSite = (lines: string) => [after(scheme, lines.replaceAll(/^/gm, '    ') + '\n')]

export const brokenApache: BrokenCase[] = [
  {
    title: 'sends the upstream’s name as Host, which is its default',
    code: 'ws-origin-blocked',
    changes: [{ find: 'ProxyPreserveHost On', put: 'ProxyPreserveHost Off' }],
  },
  {
    title: 'sets Host without the port',
    code: 'host-port-lost',
    changes: inSite('RequestHeader set Host localhost'),
  },
  { title: 'does not name the scheme', code: 'proto-downgrade', changes: [without(scheme)] },
  {
    title: 'does not upgrade',
    code: 'ws-upgrade-stripped',
    onEveryHub: true,
    changes: [{ find: ' upgrade=websocket ', put: ' ' }],
  },
  {
    title: 'refuses slashes in names, which is its default',
    code: 'encoded-path',
    changes: [without('    AllowEncodedSlashes NoDecode\n')],
  },
  {
    title: 'writes paths anew',
    code: 'encoded-path',
    onEveryHub: true,
    changes: [{ find: '8000/ nocanon upgrade', put: '8000/ upgrade' }],
  },
  {
    title: 'has one slash more on one side',
    code: 'prefix-mismatch',
    changes: [{ find: target, put: target.replace('8000/', '8000//') }],
  },
  {
    title: 'takes headers of 4 KB',
    code: 'edge-limits',
    changes: [{ find: 'LimitRequestFieldSize 16384', put: 'LimitRequestFieldSize 4096' }],
  },
  {
    title: 'redirects to https whatever nobody calls https, behind nobody',
    code: 'redirect-loop-route',
    changes: inSite(
      'RewriteEngine On\nRewriteCond %{HTTP:X-Forwarded-Proto} !https\nRewriteRule ^/(.*)$ https://%{HTTP_HOST}/$1 [R=301,L]',
    ),
  },
  {
    title: 'removes Authorization',
    code: 'auth-header-stripped',
    changes: inSite('RequestHeader unset Authorization'),
  },
  { title: 'removes Set-Cookie', code: 'cookies-stripped', changes: inSite('Header unset Set-Cookie') },
  {
    title: 'removes Sec-Fetch-*',
    code: 'fetch-metadata-stripped',
    changes: inSite('RequestHeader unset Sec-Fetch-Mode\nRequestHeader unset Sec-Fetch-Site'),
  },
  {
    title: 'replaces Origin, as old recipes do',
    code: 'ws-origin-blocked',
    changes: inSite('RequestHeader set Origin "http://127.0.0.1:8000"'),
  },
  {
    title: 'denies the API',
    code: 'edge-blocks-api',
    changes: inSite('<Location /hub/api>\n    Require all denied\n</Location>'),
  },
  {
    title: 'allows GET and POST alone',
    code: 'edge-blocks-method',
    changes: inSite('<Location />\n    AllowMethods GET POST OPTIONS\n</Location>'),
  },
  {
    title: 'shows its own page for errors',
    code: 'edge-replaces-errors',
    changes: inSite('ProxyErrorOverride On'),
  },
  {
    title: 'keeps /user/ for itself',
    code: 'edge-paths-missing',
    changes: inSite('ProxyPass /user/ !'),
  },
  {
    title: 'asks for a password of its own',
    code: 'edge-auth',
    changes: inSite(
      '<Location />\n    AuthType Basic\n    AuthName Staff\n    AuthUserFile htpasswd\n    Require valid-user\n</Location>',
    ),
  },
  {
    title: 'points to a port where nobody listens',
    code: 'edge-upstream-down',
    changes: [{ find: target, put: target.replace(':8000', ':9') }],
  },
  {
    title: 'points to the hub past its proxy',
    code: 'direct-hub-port',
    changes: [{ find: target, put: target.replace(':8000', `:${hubPort}`) }],
  },
  {
    title: 'leads calls of the API to a login portal',
    code: 'sso-portal',
    changes: inSite('RewriteEngine On\nRewriteRule ^/hub/api/ https://login.example.com/ [R=302,L]'),
  },
  {
    title: 'caches what services answer',
    code: 'edge-cache',
    changes: inSite(
      `CacheEnable socache /services/
CacheSocache shmcb
CacheQuickHandler off
CacheIgnoreCacheControl On
ExpiresActive On
ExpiresDefault A60
CacheIgnoreNoLastMod On
CacheStoreNoStore On
CacheStorePrivate On
CacheIgnoreHeaders Set-Cookie`,
    ),
  },
  {
    title: 'names another address of the visitor at each connection',
    code: 'xsrf-login-ip',
    // In three parts, of which the last may be as large: the hub drops what is no address.
    changes: [{ find: 'X-Real-IP expr=%{REMOTE_ADDR}', put: 'X-Real-IP expr=10.0.%{REMOTE_PORT}' }],
  },
  {
    title: 'says https to people on http',
    code: 'secure-cookie-on-http',
    overHttp: true,
    changes: [
      {
        find: '    Redirect permanent / https://hub.example.org/\n',
        put: `    ProxyPreserveHost On
    RequestHeader set X-Forwarded-Proto https
    RequestHeader set X-Scheme https
    RequestHeader set X-Real-IP expr=%{REMOTE_ADDR}
    AllowEncodedSlashes NoDecode
    LimitRequestFieldSize 16384
    ProxyPass / http://127.0.0.1:8000/ nocanon upgrade=websocket flushpackets=on
`,
      },
    ],
  },
  {
    title: 'adds a policy with a nonce, beside which inline scripts are not allowed',
    code: 'csp-frame',
    changes: inSite(
      `Header always add Content-Security-Policy "script-src 'self' 'unsafe-inline' 'nonce-c2NvcGU='"`,
    ),
  },
]

export const earlyApache: EarlyCase[] = [
  {
    title: 'sends the upstream’s name as Host',
    code: 'ref-blocked',
    changes: [{ find: 'ProxyPreserveHost On', put: 'ProxyPreserveHost Off' }],
  },
  {
    title: 'lets browsers send no Referer',
    code: 'ref-missing',
    changes: inSite('Header always set Referrer-Policy no-referrer'),
  },
]

export const harmlessApache: Case[] = [
  {
    title: 'compresses streams, and leaves them live',
    changes: inSite('AddOutputFilterByType DEFLATE text/event-stream application/json'),
  },
  {
    title: 'passes answers through mod_buffer, which lets go when told to',
    changes: inSite('SetOutputFilter BUFFER'),
  },
  {
    title: 'limits bodies, which does not hold for what is passed on',
    changes: inSite('LimitRequestBody 1048576'),
  },
  { title: 'adds Via', changes: inSite('ProxyVia On') },
  {
    title: 'passes events without being told to',
    changes: [{ find: ' flushpackets=on', put: '' }],
  },
]
