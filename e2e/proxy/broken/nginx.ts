import { type BrokenCase, type Case, type EarlyCase, hubPort, without } from './case.ts'
import { atTop, inLocation, inServer, lastHeader, target, toHttps } from './nginx-places.ts'

export const brokenNginx: BrokenCase[] = [
  {
    title: 'sends the upstream’s name as Host',
    code: 'ws-origin-blocked',
    changes: [{ find: 'Host $http_host', put: 'Host $proxy_host' }],
  },
  {
    title: 'sends Host without the port',
    code: 'host-port-lost',
    onEveryHub: true,
    changes: [{ find: 'Host $http_host', put: 'Host $host' }],
  },
  { title: 'does not name the scheme', code: 'proto-downgrade', changes: [without(lastHeader)] },
  {
    title: 'names http in X-Scheme',
    code: 'proto-downgrade',
    changes: [{ find: 'X-Scheme $scheme', put: 'X-Scheme http' }],
  },
  {
    title: 'drops Upgrade',
    code: 'ws-upgrade-stripped',
    changes: [without('        proxy_set_header Upgrade $http_upgrade;\n')],
  },
  {
    title: 'empties Connection, as for keep-alive',
    code: 'ws-upgrade-stripped',
    changes: [{ find: 'Connection $connection_upgrade', put: 'Connection ""' }],
  },
  {
    title: 'ends silent WebSockets after five seconds',
    code: 'ws-idle-cut',
    changes: [{ find: 'proxy_read_timeout 1h', put: 'proxy_read_timeout 5s' }],
    idle: 9_000,
  },
  {
    title: 'buffers, which is its default',
    code: 'sse-buffered',
    onEveryHub: true,
    changes: [{ find: 'proxy_buffering off;', put: 'proxy_buffering on;' }],
  },
  {
    title: 'adds a second slash',
    code: 'prefix-mismatch',
    changes: [{ find: target, put: 'proxy_pass http://127.0.0.1:8000//;' }],
  },
  {
    title: 'takes /hub away',
    code: 'prefix-mismatch',
    changes: inServer(
      'location /hub/ { proxy_pass http://127.0.0.1:8000/; proxy_set_header Host $http_host; }',
    ),
  },
  {
    title: 'has a path after the port, and so decodes',
    code: 'encoded-path',
    changes: [{ find: target, put: 'proxy_pass http://127.0.0.1:8000/;' }],
  },
  {
    title: 'keeps its limit of 1 MB',
    code: 'edge-limits',
    changes: [{ find: 'client_max_body_size 0;', put: 'client_max_body_size 1m;' }],
  },
  {
    title: 'takes headers of 4 KB at most',
    code: 'edge-limits',
    changes: [{ find: 'large_client_header_buffers 4 16k;', put: 'large_client_header_buffers 4 4k;' }],
  },
  {
    title: 'removes Authorization',
    code: 'auth-header-stripped',
    changes: inLocation('proxy_set_header Authorization "";'),
  },
  {
    title: 'asks for a password of its own',
    code: 'edge-auth',
    changes: inServer('auth_basic "Staff";\nauth_basic_user_file htpasswd;'),
  },
  {
    title: 'caches, for which it has to buffer',
    code: 'edge-cache',
    beside: ['sse-buffered'],
    changes: [
      atTop('proxy_cache_path cached keys_zone=hub:1m;'),
      { find: 'proxy_buffering off;', put: 'proxy_buffering on;' },
      ...inLocation(
        'proxy_cache hub;\nproxy_cache_valid 200 1m;\nproxy_ignore_headers Cache-Control Expires Set-Cookie Vary;',
      ),
    ],
  },
  {
    title: 'caches the hub’s API alone',
    code: 'edge-cache',
    changes: [
      atTop('proxy_cache_path cached keys_zone=hub:1m;'),
      ...inServer(
        'location /hub/api/ {\n    proxy_pass http://127.0.0.1:8000;\n    proxy_set_header Host $http_host;\n    proxy_set_header X-Scheme $scheme;\n    proxy_cache hub;\n    proxy_cache_valid 200 1m;\n    proxy_ignore_headers Cache-Control Expires Set-Cookie Vary;\n}',
      ),
    ],
  },
  {
    title: 'leads calls of the API to a login portal',
    code: 'sso-portal',
    changes: inServer('location /hub/api/ { return 302 https://login.example.com/; }'),
  },
  {
    title: 'hides Set-Cookie',
    code: 'cookies-stripped',
    changes: inLocation('proxy_hide_header Set-Cookie;'),
  },
  {
    title: 'moves cookies to another path',
    code: 'cookies-stripped',
    changes: inLocation('proxy_cookie_path / /jupyter/;'),
  },
  {
    title: 'sets cookies a second time, for the whole site',
    code: 'cookies-stripped',
    changes: inLocation('add_header Set-Cookie "$upstream_http_set_cookie; Path=/" always;'),
  },
  {
    title: 'passes another Host with WebSockets alone',
    code: 'ws-origin-blocked',
    changes: [
      atTop('map $http_upgrade $host_of_sockets {\n  default $proxy_host;\n  "" $http_host;\n}'),
      { find: 'Host $http_host', put: 'Host $host_of_sockets' },
    ],
  },
  {
    title: 'removes Origin and Sec-Fetch-*',
    code: 'fetch-metadata-stripped',
    changes: inLocation(
      'proxy_set_header Origin "";\nproxy_set_header Sec-Fetch-Site "";\nproxy_set_header Sec-Fetch-Mode "";\nproxy_set_header Sec-Fetch-Dest "";',
    ),
  },
  {
    title: 'replaces Origin',
    code: 'ws-origin-blocked',
    changes: inLocation('proxy_set_header Origin http://127.0.0.1:8000;'),
  },
  {
    title: 'redirects to https whatever nobody calls https, behind nobody',
    code: 'redirect-loop-route',
    changes: inServer(
      'if ($http_x_forwarded_proto != "https") { return 301 https://hub.example.org$request_uri; }',
    ),
  },
  {
    title: 'denies the API',
    code: 'edge-blocks-api',
    changes: inServer('location /hub/api/ { deny all; }'),
  },
  {
    title: 'allows GET and POST alone',
    code: 'edge-blocks-method',
    changes: inLocation('limit_except GET POST { deny all; }'),
  },
  {
    title: 'shows its own page for errors',
    code: 'edge-replaces-errors',
    changes: inLocation('proxy_intercept_errors on;\nerror_page 403 404 500 =200 /oops.html;'),
  },
  {
    title: 'shows its own page for refusals alone',
    code: 'edge-replaces-errors',
    changes: inLocation('proxy_intercept_errors on;\nerror_page 403 /oops.html;'),
  },
  {
    title: 'limits calls',
    code: 'edge-rate-limit',
    changes: [
      atTop('limit_req_zone $binary_remote_addr zone=calls:1m rate=2r/s;\nlimit_req_status 429;'),
      ...inLocation('limit_req zone=calls burst=2 nodelay;'),
    ],
  },
  {
    title: 'limits calls, and says 503, which is its default',
    code: 'edge-rate-limit',
    changes: [
      atTop('limit_req_zone $binary_remote_addr zone=calls:1m rate=2r/s;'),
      ...inLocation('limit_req zone=calls burst=8 nodelay;'),
    ],
  },
  {
    title: 'does not know /user/',
    code: 'edge-paths-missing',
    changes: inServer('location /user/ { return 404; }'),
  },
  {
    title: 'points to a port where nobody listens',
    code: 'edge-upstream-down',
    changes: [{ find: target, put: 'proxy_pass http://127.0.0.1:9;' }],
  },
  {
    title: 'points to the hub past its proxy',
    code: 'direct-hub-port',
    changes: [{ find: target, put: `proxy_pass http://127.0.0.1:${hubPort};` }],
  },
  {
    title: 'adds a policy without inline scripts',
    code: 'csp-frame',
    changes: inServer(`add_header Content-Security-Policy "default-src 'self'" always;`),
  },
  {
    title: 'gives every connection another X-Real-IP',
    code: 'xsrf-login-ip',
    changes: [{ find: 'X-Real-IP $remote_addr', put: 'X-Real-IP 10.0.1.$connection' }],
  },
  {
    title: 'says https to people on http',
    code: 'secure-cookie-on-http',
    overHttp: true,
    changes: [
      {
        find: toHttps,
        put: `    location / {
        proxy_pass http://127.0.0.1:8000;
        proxy_http_version 1.1;
        proxy_buffering off;
        client_max_body_size 0;
        proxy_set_header Host $http_host;
        proxy_set_header X-Real-IP $remote_addr;
        proxy_set_header X-Forwarded-Proto https;
        proxy_set_header X-Scheme https;
        proxy_set_header Upgrade $http_upgrade;
        proxy_set_header Connection $connection_upgrade;
    }
`,
      },
    ],
  },
]

export const earlyNginx: EarlyCase[] = [
  {
    title: 'sends the upstream’s name as Host',
    code: 'ref-blocked',
    changes: [{ find: 'Host $http_host', put: 'Host $proxy_host' }],
  },
]

export const harmlessNginx: Case[] = [
  {
    title: 'says Set-Cookie twice, as it is',
    changes: inLocation('add_header Set-Cookie $upstream_http_set_cookie always;'),
  },
  {
    title: 'leaves WebSockets alone that are silent for less than it allows',
    changes: [{ find: 'proxy_read_timeout 1h', put: 'proxy_read_timeout 30s' }],
    idle: 9_000,
  },
  {
    title: 'compresses streams, and leaves them live',
    changes: inServer(
      'gzip on;\ngzip_types text/event-stream application/json;\ngzip_min_length 0;\ngzip_proxied any;',
    ),
  },
  {
    title: 'speaks HTTP/1.0 upstream, and passes WebSockets and events',
    changes: [{ find: 'proxy_http_version 1.1;', put: 'proxy_http_version 1.0;' }],
  },
  {
    title: 'lets browsers send no Referer to a hub that asks for none',
    changes: inServer('add_header Referrer-Policy "no-referrer" always;'),
  },
  {
    title: 'sends headers that nobody reads',
    changes: inLocation(
      'proxy_set_header X-Forwarded-Host $http_host;\nproxy_set_header X-Forwarded-Port $server_port;\nproxy_set_header X-Forwarded-Ssl on;\nproxy_set_header Front-End-Https on;\nproxy_set_header Via "1.1 edge";',
    ),
  },
  {
    title: 'insists on https for a year',
    changes: inServer(
      'add_header Strict-Transport-Security "max-age=31536000" always;\nadd_header X-Content-Type-Options nosniff always;',
    ),
  },
  {
    title: 'puts another address first into X-Forwarded-For each time',
    changes: [
      {
        find: 'X-Forwarded-For $proxy_add_x_forwarded_for',
        put: 'X-Forwarded-For "10.0.1.$connection, $remote_addr"',
      },
    ],
  },
]
