import { after, type BrokenCase, type Case, type EarlyCase, hubPort, without } from './case.ts'

const middlewares = '      middlewares: [scheme]\n'
const requestHeaders = '          X-Scheme: https\n'
const servers = '          - url: http://127.0.0.1:8000\n'
const rule = 'rule: Host(`hub.example.org`)\n'

/** One more middleware before the other. */
const withMiddleware = (definition: string) => [
  { find: middlewares, put: '      middlewares: [extra, scheme]\n' },
  after('  middlewares:\n', `    extra:\n${definition.replaceAll(/^/gm, '      ')}\n`),
]
/** The same for some paths only. */
const onPaths = (prefix: string, definition: string) => [
  after(
    '  routers:\n',
    `    some:
      rule: Host(\`hub.example.org\`) && PathPrefix(\`${prefix}\`)
      entryPoints: [websecure]
      middlewares: [extra]
      service: jupyterhub
      tls: {}
`,
  ),
  after('  middlewares:\n', `    extra:\n${definition.replaceAll(/^/gm, '      ')}\n`),
]
const withHeader = (name: string, value = "''") => [after(requestHeaders, `          ${name}: ${value}\n`)]

export const brokenTraefik: BrokenCase[] = [
  {
    title: 'does not pass Host',
    code: 'ws-origin-blocked',
    changes: [after('      loadBalancer:\n', '        passHostHeader: false\n')],
  },
  { title: 'does not name the scheme', code: 'proto-downgrade', changes: [without(middlewares)] },
  {
    title: 'names http in X-Scheme',
    code: 'proto-downgrade',
    changes: [{ find: requestHeaders, put: '          X-Scheme: http\n' }],
  },
  { title: 'removes Upgrade', code: 'ws-upgrade-stripped', changes: withHeader('Upgrade') },
  {
    title: 'removes Authorization',
    onEveryHub: true,
    code: 'auth-header-stripped',
    changes: withHeader('Authorization'),
  },
  {
    title: 'removes Sec-Fetch-*',
    code: 'fetch-metadata-stripped',
    changes: withHeader('Sec-Fetch-Mode'),
  },
  {
    title: 'removes Set-Cookie',
    code: 'cookies-stripped',
    changes: withMiddleware("headers:\n  customResponseHeaders:\n    Set-Cookie: ''"),
  },
  {
    title: 'buffers with a limit of 1 MB',
    code: 'edge-limits',
    changes: withMiddleware('buffering:\n  maxRequestBodyBytes: 1048576'),
  },
  {
    title: 'buffers answers',
    code: 'sse-buffered',
    changes: withMiddleware('buffering:\n  memResponseBodyBytes: 1048576'),
  },
  {
    title: 'asks for a password of its own',
    code: 'edge-auth',
    changes: withMiddleware("basicAuth:\n  users: ['staff:$apr1$H6uskkkW$IgXLP6ewTrSuBkTrqE8wj/']"),
  },
  {
    title: 'lets one network alone call the API',
    code: 'edge-blocks-api',
    changes: onPaths('/hub/api', "ipAllowList:\n  sourceRange: ['10.99.0.0/16']"),
  },
  {
    title: 'leads calls of the API to a login portal',
    code: 'sso-portal',
    changes: onPaths('/hub/api', "redirectRegex:\n  regex: '.*'\n  replacement: https://login.example.com/"),
  },
  {
    title: 'takes /hub away',
    code: 'prefix-mismatch',
    changes: withMiddleware("stripPrefix:\n  prefixes: ['/hub']"),
  },
  {
    title: 'refuses encoded slashes',
    code: 'encoded-path',
    changes: [{ file: 'traefik.yml', find: 'allowEncodedSlash: true', put: 'allowEncodedSlash: false' }],
  },
  {
    title: 'routes /hub and /services alone',
    code: 'edge-paths-missing',
    changes: [
      {
        find: rule,
        put: `${rule.trimEnd()} && (PathPrefix(\`/hub\`) || PathPrefix(\`/services\`))\n`,
      },
    ],
  },
  {
    title: 'limits calls',
    code: 'edge-rate-limit',
    changes: withMiddleware('rateLimit:\n  average: 1\n  burst: 5'),
  },
  {
    title: 'shows another page for errors',
    code: 'edge-replaces-errors',
    changes: withMiddleware("errors:\n  status: ['404']\n  service: jupyterhub\n  query: /hub/login"),
  },
  {
    title: 'points to a port where nobody listens',
    code: 'edge-upstream-down',
    changes: [{ find: servers, put: '          - url: http://127.0.0.1:9\n' }],
  },
  {
    title: 'points to the hub past its proxy',
    code: 'direct-hub-port',
    changes: [{ find: servers, put: `          - url: http://127.0.0.1:${hubPort}\n` }],
  },
  {
    title: 'sends Host without the port',
    code: 'host-port-lost',
    changes: withHeader('Host', 'hub.example.org'),
  },
  {
    title: 'takes headers of 4 KB at most',
    code: 'edge-limits',
    changes: [
      {
        file: 'traefik.yml',
        find: '      encodedCharacters:\n',
        put: '      maxHeaderBytes: 512\n      encodedCharacters:\n',
      },
    ],
  },
  {
    title: 'ends answers after a second',
    code: 'edge-limits',
    changes: [
      {
        file: 'traefik.yml',
        find: '        readTimeout: 1h\n',
        put: '        readTimeout: 1h\n        writeTimeout: 1s\n',
      },
    ],
  },
  {
    title: 'replaces Origin',
    code: 'ws-origin-blocked',
    changes: withHeader('Origin', 'http://127.0.0.1:8000'),
  },
  {
    title: 'routes GET and POST alone',
    code: 'edge-blocks-method',
    changes: [{ find: rule, put: `${rule.trimEnd()} && (Method(\`GET\`) || Method(\`POST\`))\n` }],
  },
  {
    title: 'says https to people on http',
    code: 'secure-cookie-on-http',
    overHttp: true,
    changes: [
      {
        file: 'traefik.yml',
        find: `    http:
      redirections:
        entryPoint:
          to: websecure
          scheme: https
`,
        put: '',
      },
      after(
        '  routers:\n',
        `    plain:
      rule: Host(\`hub.example.org\`)
      entryPoints: [web]
      middlewares: [scheme]
      service: jupyterhub
`,
      ),
    ],
  },
  {
    title: 'sets a policy without inline scripts',
    code: 'csp-frame',
    changes: withMiddleware(`headers:\n  contentSecurityPolicy: "default-src 'self'"`),
  },
]

export const earlyTraefik: EarlyCase[] = [
  {
    title: 'does not pass Host',
    code: 'ref-blocked',
    changes: [after('      loadBalancer:\n', '        passHostHeader: false\n')],
  },
  {
    title: 'lets browsers send no Referer',
    code: 'ref-missing',
    changes: withMiddleware('headers:\n  referrerPolicy: no-referrer'),
  },
]

export const harmlessTraefik: Case[] = [
  {
    title: 'compresses streams, and leaves them live',
    changes: withMiddleware("compress:\n  includedContentTypes: ['text/event-stream', 'application/json']"),
  },
  {
    title: 'adds headers for safety',
    changes: withMiddleware(
      'headers:\n  stsSeconds: 31536000\n  contentTypeNosniff: true\n  referrerPolicy: same-origin',
    ),
  },
]
