import { after, type BrokenCase, type Case, type EarlyCase, hubPort, without } from './case.ts'

const prefix = 'stat_prefix: https\n'
const route = 'route: { cluster: jupyterhub, timeout: 0s }'
const domains = '                      domains: [hub.example.org]\n'
const xScheme =
  '                        - header: { key: X-Scheme, value: https }\n                          append_action: OVERWRITE_IF_EXISTS_OR_ADD\n'
const upgrade = '                upgrade_configs:\n                  - upgrade_type: websocket\n'
const routes =
  '                      routes:\n                        - match: { prefix: / }\n                          # No limit'
const endpoint = 'address: 127.0.0.1, port_value: 8000'

const inRoute = (lines: string) => [{ find: route, put: route.replace(' }', `, ${lines} }`) }]
const inManager = (lines: string) => [after(prefix, lines.replaceAll(/^/gm, '                ') + '\n')]
const inHost = (line: string) => [after(domains, `                      ${line}\n`)]
/** A route before the one for everything. */
const routeBefore = (match: string, action: string) => [
  {
    find: routes,
    put: routes.replace(
      'routes:\n',
      `routes:\n                        - match: { ${match} }\n                          ${action}\n`,
    ),
  },
]
/** A filter before the router of the listener with TLS, which is the second. */
const filter = (name: string, type: string, settings: string) => [
  {
    find: "                http_filters:\n                  - name: envoy.filters.http.router\n                    typed_config:\n                      '@type': type.googleapis.com/envoy.extensions.filters.http.router.v3.Router\n\n  clusters:\n",
    put: `                http_filters:
                  - name: ${name}
                    typed_config: { '@type': type.googleapis.com/${type}, ${settings} }
                  - name: envoy.filters.http.router
                    typed_config:
                      '@type': type.googleapis.com/envoy.extensions.filters.http.router.v3.Router

  clusters:
`,
  },
]

/** A script that sees every answer as `h`. */
const script = (line: string) =>
  filter(
    'envoy.filters.http.lua',
    'envoy.extensions.filters.http.lua.v3.Lua',
    `default_source_code: { inline_string: "function envoy_on_response(h) ${line} end" }`,
  )

export const brokenEnvoy: BrokenCase[] = [
  {
    title: 'rewrites Host',
    code: 'ws-origin-blocked',
    changes: inRoute('host_rewrite_literal: "127.0.0.1:8000"'),
  },
  {
    title: 'strips the port from Host',
    code: 'host-port-lost',
    changes: inManager('strip_any_host_port: true'),
  },
  {
    title: 'redirects to https whatever nobody calls https, behind nobody',
    code: 'redirect-loop-route',
    changes: routeBefore(
      'prefix: /, headers: [{ name: x-forwarded-ssl, present_match: false }]',
      'redirect: { scheme_redirect: https }',
    ),
  },
  { title: 'does not name the scheme', code: 'proto-downgrade', changes: [without(xScheme)] },
  { title: 'does not upgrade', code: 'ws-upgrade-stripped', changes: [without(upgrade)] },
  {
    title: 'limits whole answers to a second',
    code: 'edge-limits',
    changes: [{ find: route, put: route.replace('0s', '1s') }],
  },
  {
    title: 'takes headers of 4 KB',
    code: 'edge-limits',
    onEveryHub: true,
    changes: inManager('max_request_headers_kb: 4'),
  },
  {
    title: 'removes Authorization',
    code: 'auth-header-stripped',
    changes: inHost('request_headers_to_remove: [authorization]'),
  },
  {
    title: 'removes Set-Cookie',
    code: 'cookies-stripped',
    onEveryHub: true,
    changes: inHost('response_headers_to_remove: [set-cookie]'),
  },
  {
    title: 'removes Origin and Sec-Fetch-*',
    code: 'fetch-metadata-stripped',
    changes: inHost('request_headers_to_remove: [origin, sec-fetch-mode, sec-fetch-site, sec-fetch-dest]'),
  },
  {
    title: 'denies the API',
    code: 'edge-blocks-api',
    changes: routeBefore('prefix: /hub/api/', 'direct_response: { status: 403 }'),
  },
  {
    title: 'denies PUT, PATCH and DELETE',
    code: 'edge-blocks-method',
    changes: routeBefore(
      'prefix: /, headers: [{ name: ":method", string_match: { safe_regex: { regex: "PUT|PATCH|DELETE" } } }]',
      'direct_response: { status: 405 }',
    ),
  },
  {
    title: 'does not know /user/',
    code: 'edge-paths-missing',
    changes: routeBefore('prefix: /user/', 'direct_response: { status: 404 }'),
  },
  {
    title: 'leads calls of the API to a login portal',
    code: 'sso-portal',
    changes: routeBefore(
      'prefix: /hub/api/',
      'redirect: { host_redirect: login.example.com, port_redirect: 443 }',
    ),
  },
  {
    title: 'takes /hub away',
    code: 'prefix-mismatch',
    changes: routeBefore('prefix: /hub/', 'route: { cluster: jupyterhub, prefix_rewrite: / }'),
  },
  {
    title: 'decodes slashes',
    code: 'encoded-path',
    changes: inManager('path_with_escaped_slashes_action: UNESCAPE_AND_FORWARD\nnormalize_path: true'),
  },
  {
    title: 'limits calls',
    code: 'edge-rate-limit',
    changes: filter(
      'envoy.filters.http.local_ratelimit',
      'envoy.extensions.filters.http.local_ratelimit.v3.LocalRateLimit',
      'stat_prefix: calls, token_bucket: { max_tokens: 6, tokens_per_fill: 1, fill_interval: 1s }, filter_enabled: { default_value: { numerator: 100 } }, filter_enforced: { default_value: { numerator: 100 } }',
    ),
  },
  {
    title: 'buffers requests up to 1 MB',
    code: 'edge-limits',
    changes: filter(
      'envoy.filters.http.buffer',
      'envoy.extensions.filters.http.buffer.v3.Buffer',
      'max_request_bytes: 1048576',
    ),
  },
  {
    title: 'collects answers in a script',
    code: 'sse-buffered',
    changes: script('if h:headers():get(\\"upgrade\\") == nil then h:body() end'),
  },
  {
    title: 'caches what a response header lets it keep',
    code: 'edge-cache',
    changes: [
      ...filter(
        'envoy.filters.http.cache',
        'envoy.extensions.filters.http.cache.v3.CacheConfig',
        "typed_config: { '@type': type.googleapis.com/envoy.extensions.http.cache.simple_http_cache.v3.SimpleHttpCacheConfig }",
      ),
      {
        find: '          explicit_http_config: { http_protocol_options: {} }\n',
        put: `          explicit_http_config: { http_protocol_options: {} }
          http_filters:
            - name: envoy.filters.http.header_mutation
              typed_config:
                '@type': type.googleapis.com/envoy.extensions.filters.http.header_mutation.v3.HeaderMutation
                mutations:
                  response_mutations:
                    - append: { header: { key: cache-control, value: 'public, max-age=60' }, append_action: OVERWRITE_IF_EXISTS_OR_ADD }
                    - remove: vary
            - name: envoy.filters.http.upstream_codec
              typed_config:
                '@type': type.googleapis.com/envoy.extensions.filters.http.upstream_codec.v3.UpstreamCodec
`,
      },
    ],
  },
  {
    title: 'answers errors itself, in a script',
    code: 'edge-replaces-errors',
    changes: script(
      'if h:headers():get(\\":status\\") == \\"404\\" then h:body():setBytes(\\"Oops\\") h:headers():replace(\\":status\\", \\"200\\") end',
    ),
  },
  {
    title: 'adds a policy without inline scripts',
    code: 'csp-frame',
    changes: inHost(
      `response_headers_to_add: [{ header: { key: Content-Security-Policy, value: "script-src 'self'" } }]`,
    ),
  },
  {
    title: 'asks for a password of its own',
    code: 'edge-auth',
    changes: filter(
      'envoy.filters.http.basic_auth',
      'envoy.extensions.filters.http.basic_auth.v3.BasicAuth',
      'users: { inline_string: "staff:{SHA}tESsBmE/yNY3lb6a0L6vVQEZNqw=" }',
    ),
  },
  {
    title: 'names another address of the visitor at each connection',
    code: 'xsrf-login-ip',
    // In three parts, of which the last may be as large: the hub drops what is no address.
    changes: [{ find: '%DOWNSTREAM_REMOTE_ADDRESS_WITHOUT_PORT%', put: '10.0.%DOWNSTREAM_REMOTE_PORT%' }],
  },
  {
    title: 'says https to people on http',
    code: 'secure-cookie-on-http',
    overHttp: true,
    changes: [
      after(
        'stat_prefix: http\n',
        `                use_remote_address: true
                upgrade_configs:
                  - upgrade_type: websocket
                stream_idle_timeout: 3600s
`,
      ),
      after(
        "                      domains: ['*']\n",
        '                      request_headers_to_add: [{ header: { key: X-Scheme, value: https }, append_action: OVERWRITE_IF_EXISTS_OR_ADD }]\n',
      ),
      {
        find: 'redirect: { https_redirect: true, port_redirect: 443 }',
        put: 'route: { cluster: jupyterhub, timeout: 0s }',
      },
    ],
  },
  {
    title: 'ends silent WebSockets after five seconds',
    code: 'ws-idle-cut',
    changes: [{ find: 'stream_idle_timeout: 3600s', put: 'stream_idle_timeout: 5s' }],
    idle: 9_000,
  },
  {
    title: 'replaces Origin',
    code: 'ws-origin-blocked',
    changes: [
      {
        find: xScheme,
        put: `${xScheme}                        - header: { key: Origin, value: http://127.0.0.1:8000 }
                          append_action: OVERWRITE_IF_EXISTS_OR_ADD
`,
      },
    ],
  },
  {
    title: 'points to a port where nobody listens',
    code: 'edge-upstream-down',
    changes: [{ find: endpoint, put: 'address: 127.0.0.1, port_value: 9' }],
  },
  {
    title: 'points to the hub past its proxy',
    code: 'direct-hub-port',
    changes: [{ find: endpoint, put: `address: 127.0.0.1, port_value: ${hubPort}` }],
  },
]

export const earlyEnvoy: EarlyCase[] = [
  {
    title: 'rewrites Host',
    code: 'ref-blocked',
    changes: inRoute('host_rewrite_literal: "127.0.0.1:8000"'),
  },
  {
    title: 'lets browsers send no Referer',
    code: 'ref-missing',
    changes: inHost('response_headers_to_add: [{ header: { key: Referrer-Policy, value: no-referrer } }]'),
  },
]

export const harmlessEnvoy: Case[] = [
  {
    title: 'compresses streams, and leaves them live',
    changes: filter(
      'envoy.filters.http.compressor',
      'envoy.extensions.filters.http.compressor.v3.Compressor',
      "response_direction_config: { common_config: { min_content_length: 0, content_type: [text/event-stream, application/json] } }, compressor_library: { name: gzip, typed_config: { '@type': type.googleapis.com/envoy.extensions.compression.gzip.compressor.v3.Gzip } }",
    ),
  },
  {
    title: 'writes Via',
    changes: inManager('via: edge'),
  },
  {
    title: 'names the visitor’s address with its port, which is no address to the hub',
    changes: [{ find: 'DOWNSTREAM_REMOTE_ADDRESS_WITHOUT_PORT', put: 'DOWNSTREAM_REMOTE_ADDRESS' }],
  },
]
