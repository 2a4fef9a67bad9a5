import type { Cluster, Ingress, IngressPath } from './objects.ts'
import { type GlobalSettings, list, named, type OwnSettings, ownSettings } from './settings.ts'

/** A path of an Ingress, with what the controller makes of it. */
interface Place {
  cluster: Cluster
  global: GlobalSettings
  own: OwnSettings
  /** `name_of_the_zone` for rate limits. */
  zone: string
  /** The address of a Service; undefined: it has no endpoints. */
  upstream: string | undefined
}

/** Where a Service leads: by the name of its port, or to the port of this number. */
export type Endpoints = (service: IngressPath['backend']['service']) => string | undefined

/** What `buildLocation` and `updateServerLocations` make of a path: a prefix ends with a slash, and is exact without. */
function heads({ path, pathType }: IngressPath, own: OwnSettings): string[] {
  if (own['rewrite-target'] !== '') return [`location ~* "^${path}"`]
  if (pathType === 'Exact') return [`location = "${path}"`]
  if (path === '/' || pathType !== 'Prefix') return [`location "${path}"`]
  const bare = path.replace(/\/$/, '')
  return [`location "${bare}/"`, `location = "${bare}"`]
}

const quoted = (text: string) => `"${text.replaceAll('"', String.raw`\"`)}"`

function access({ own, zone }: Place): string[] {
  const allowed = list(own['whitelist-source-range'])
  const burst = (limit: string) => Number(limit) * Number(own['limit-burst-multiplier'])
  return [
    ...allowed.map((network) => `allow ${network};`),
    ...(allowed.length > 0 ? ['deny all;'] : []),
    ...(own['auth-type'] === 'basic'
      ? [
          `auth_basic ${quoted(own['auth-realm'])};`,
          'auth_basic_user_file htpasswd;',
          'proxy_set_header Authorization "";',
        ]
      : []),
    ...(own['limit-connections'] === '0' ? [] : [`limit_conn ${zone}_conn ${own['limit-connections']};`]),
    ...(own['limit-rps'] === '0'
      ? []
      : [`limit_req zone=${zone}_rps burst=${burst(own['limit-rps'])} nodelay;`]),
    ...(own['limit-rpm'] === '0'
      ? []
      : [`limit_req zone=${zone}_rpm burst=${burst(own['limit-rpm'])} nodelay;`]),
  ]
}

function requestHeaders({ cluster, global, own }: Place): string[] {
  const connection = own['connection-proxy-header'] || '$connection_upgrade'
  const headers: [string, string][] = [
    ['Host', own['upstream-vhost'] === '' ? '$best_http_host' : quoted(own['upstream-vhost'])],
    ['Upgrade', '$http_upgrade'],
    ['Connection', connection],
    ['X-Request-ID', '$request_id'],
    ['X-Real-IP', '$visitor'],
    ['X-Forwarded-For', '$visitor'],
    ['X-Forwarded-Host', '$best_http_host'],
    ['X-Forwarded-Port', '$server_port'],
    ['X-Forwarded-Proto', '$pass_access_scheme'],
    ['X-Forwarded-Scheme', '$pass_access_scheme'],
    ['X-Scheme', '$pass_access_scheme'],
    ['X-Original-Forwarded-For', '$http_x_forwarded_for'],
    ['Proxy', '""'],
    ...named(cluster, global['proxy-set-headers']).map(([name, value]): [string, string] => [
      name,
      quoted(value),
    ]),
  ]
  return headers.map(([name, value]) => `proxy_set_header ${name} ${value};`)
}

/** headers-more is not in every nginx: hiding and adding comes to the same for what the hub answers. */
const setHeader = ([name, value]: readonly [string, string]) => [
  `proxy_hide_header ${name};`,
  `add_header ${name} ${quoted(value)} always;`,
]

function responseHeaders({ cluster, global, own }: Place): string[] {
  const custom = named(cluster, own['custom-headers'])
  const allowed = list(global['global-allowed-response-headers'])
  for (const [name] of custom) {
    if (!allowed.includes(name)) throw new Error(`${name} is not in global-allowed-response-headers`)
  }
  return [
    ...list(global['hide-headers']).map((name) => `proxy_hide_header ${name};`),
    ...[...named(cluster, global['add-headers']), ...custom].flatMap(setHeader),
    'add_header Strict-Transport-Security $hsts always;',
  ]
}

function errors({ global, own }: Place): string[] {
  const codes = list(own['custom-http-errors'] || global['custom-http-errors'])
  if (codes.length === 0) return []
  return ['proxy_intercept_errors on;', ...codes.map((code) => `error_page ${code} = @custom_${code};`)]
}

function target(place: Place, { path }: IngressPath): string[] {
  const { own, upstream } = place
  if (own['temporal-redirect'] !== '') return [`return 302 ${own['temporal-redirect']};`]
  if (own['permanent-redirect'] !== '') return [`return 301 ${own['permanent-redirect']};`]
  if (upstream === undefined) return ['return 503;']
  const rewrite =
    own['rewrite-target'] === '' ? [] : [`rewrite "(?i)${path}" ${own['rewrite-target']} break;`]
  return [...rewrite, `proxy_pass http://${upstream};`]
}

/** The block `location` of the template, for the keys that are known here. */
export function locationsOf(
  cluster: Cluster,
  ingress: Ingress,
  path: IngressPath,
  { global, endpoints }: { global: GlobalSettings; endpoints: Endpoints },
): string[] {
  const own = ownSettings(ingress, global)
  const place: Place = {
    cluster,
    global,
    own,
    zone: zoneOf(ingress),
    upstream: endpoints(path.backend.service),
  }
  const body = [
    ...access(place),
    `client_max_body_size ${own['proxy-body-size']};`,
    ...requestHeaders(place),
    'proxy_connect_timeout 5s;',
    `proxy_send_timeout ${own['proxy-send-timeout']}s;`,
    `proxy_read_timeout ${own['proxy-read-timeout']}s;`,
    `proxy_buffering ${own['proxy-buffering']};`,
    'proxy_buffer_size 4k;',
    'proxy_buffers 4 4k;',
    `proxy_request_buffering ${own['proxy-request-buffering']};`,
    'proxy_http_version 1.1;',
    `proxy_cookie_domain ${own['proxy-cookie-domain']};`,
    `proxy_cookie_path ${own['proxy-cookie-path']};`,
    'proxy_next_upstream error timeout;',
    own['configuration-snippet'],
    global['location-snippet'],
    ...responseHeaders(place),
    ...errors(place),
    ...target(place, path),
    'proxy_redirect off;',
  ]
  return heads(path, own).map((head) => `${head} {\n${body.join('\n')}\n}`)
}

export function zoneOf({ metadata }: Ingress): string {
  return `${metadata.namespace}_${metadata.name}`
}

/** The zones of `buildRateLimitZones`. */
export function zonesOf(ingress: Ingress, global: GlobalSettings): string[] {
  const own = ownSettings(ingress, global)
  const zone = zoneOf(ingress)
  return [
    ...(own['limit-connections'] === '0'
      ? []
      : [`limit_conn_zone $binary_remote_addr zone=${zone}_conn:5m;`]),
    ...(own['limit-rps'] === '0'
      ? []
      : [`limit_req_zone $binary_remote_addr zone=${zone}_rps:5m rate=${own['limit-rps']}r/s;`]),
    ...(own['limit-rpm'] === '0'
      ? []
      : [`limit_req_zone $binary_remote_addr zone=${zone}_rpm:5m rate=${own['limit-rpm']}r/m;`]),
  ]
}
