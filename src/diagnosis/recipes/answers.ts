import { addressOf, annotations, proxyPass, type Recipe, type RecipeSite } from './proxy.ts'

/** Keeps nothing of what the hub answers. */
export const noCache: Recipe = {
  nginx: ['proxy_cache off;'],
  apache: ['CacheDisable /'],
  haproxy: ['# remove: http-request cache-use …', '# remove: http-response cache-store …'],
  traefik: ['# remove: httpCache', '# remove: souin'],
  caddy: ['# remove: cache …'],
  'ingress-nginx': [
    '# remove: nginx.ingress.kubernetes.io/configuration-snippet: …proxy_cache …',
    '# remove: location-snippet: …proxy_cache …',
  ],
  envoy: ['# remove: - name: envoy.filters.http.cache …'],
}

/** Lets every method through. */
export function allowMethods(site: RecipeSite): Recipe {
  return {
    nginx: ['# remove: limit_except …', '# remove: if ($request_method …'],
    apache: ['# remove: AllowMethods …', '# remove: <Limit …', '# remove: <LimitExcept …'],
    haproxy: ['# remove: http-request deny … method …', '# remove: http-request deny … METH_…'],
    traefik: ['# without a condition on the method:', ...routerRule(site)],
    caddy: ['# remove: respond @… 405', '# remove: @… method …'],
    'ingress-nginx': [
      '# remove: nginx.ingress.kubernetes.io/configuration-snippet: …$request_method…',
      '# remove: location-snippet: …$request_method…',
    ],
    envoy: ['# remove: - match: …:method…'],
  }
}

/** Hands the hub’s error answers on as they are. */
export const keepErrors: Recipe = {
  nginx: ['proxy_intercept_errors off;'],
  apache: ['ProxyErrorOverride Off'],
  haproxy: ['# remove: http-response return …'],
  traefik: ['# remove: errors'],
  caddy: ['# remove: handle_response …'],
  'ingress-nginx': [
    '# remove: nginx.ingress.kubernetes.io/custom-http-errors',
    '# remove: data.custom-http-errors',
  ],
  envoy: [
    '# remove: local_reply_config',
    '# remove: - name: envoy.filters.http.custom_response …',
    '# remove: - name: envoy.filters.http.lua …:status…',
  ],
}

/** Sends everything to the hub’s proxy, at the address where it listens. */
export function reachProxy(site: RecipeSite): Recipe {
  const { upstream, base } = site
  const address = addressOf(site)
  const [host = address, port = '8000'] = address.split(/:(?=\d+$)/)
  return {
    nginx: [`proxy_pass ${upstream};`],
    apache: [proxyPass(site), `ProxyPassReverse ${base} ${upstream}${base}`],
    haproxy: ['# in the backend:', `server hub ${address}`],
    traefik: [
      'http:',
      '  services:',
      '    jupyterhub:',
      '      loadBalancer:',
      '        servers:',
      `          - url: ${upstream}`,
    ],
    caddy: [`reverse_proxy ${address}`],
    'ingress-nginx': ['# in every path of the Ingress object:', ...proxyPublic],
    envoy: [
      '# in the endpoint of the hub’s cluster:',
      'socket_address:',
      `  address: ${host}`,
      `  port_value: ${port}`,
    ],
  }
}

/** The Service of the hub's proxy, as the Helm chart names it. */
const proxyPublic = ['backend:', '  service: { name: proxy-public, port: { name: http } }']

/** Leaves no path of the hub’s to anybody else: what refuses, redirects or answers this one goes. */
export function keepNoPath(path: string, site: RecipeSite): Recipe {
  const { host, base } = site
  const short = path.replace(/\/$/, '')
  return {
    nginx: [`# remove: location …${path}…`, `# remove: location …${short}`],
    apache: [
      `# remove: ProxyPass ${path} …`,
      `# remove: RewriteRule …${short}…`,
      `# remove: <Location ${short}…`,
    ],
    haproxy: [`# remove: http-request … ${path} …`, `# remove: use_backend … ${path} …`],
    traefik: [
      '# without conditions on the path:',
      ...routerRule(site),
      '# other routers for it:',
      `# remove: …: rule: …PathPrefix(\`${short}…`,
    ],
    caddy: [`# remove: respond ${path}…`, `# remove: redir ${path}…`, `# remove: handle ${path}…`],
    'ingress-nginx': [
      `# remove: - path: ${short} …`,
      `# remove: - path: ${path} …`,
      '# remove: nginx.ingress.kubernetes.io/whitelist-source-range',
      '# remove: nginx.ingress.kubernetes.io/denylist-source-range',
      `# in the rule for ${host}:`,
      'http:',
      '  paths:',
      `    - path: ${base}`,
      '      pathType: Prefix',
      ...proxyPublic.map((line) => `      ${line}`),
    ],
    envoy: [`# remove: - match: …prefix: ${path} …`],
  }
}

/** The host decides and, where the hub has a base URL, that alone. */
function routerRule({ host, base }: RecipeSite): string[] {
  const path = base === '/' ? '' : ` && PathPrefix(\`${base}\`)`
  return ['http:', '  routers:', '    jupyterhub:', `      rule: Host(\`${host}\`)${path}`]
}

/** Asks for no password beside the hub’s own. */
export const noPassword: Recipe = {
  nginx: ['auth_basic off;'],
  apache: [
    '# remove: AuthType …',
    '# remove: AuthName …',
    '# remove: AuthUserFile …',
    '# remove: AuthBasicProvider …',
    '# remove: Require valid-user',
    '# remove: Require user …',
    '# remove: Require group …',
  ],
  haproxy: ['# remove: http-request auth …'],
  traefik: ['# remove: basicAuth', '# remove: digestAuth'],
  caddy: ['# remove: basic_auth …', '# remove: basicauth …'],
  'ingress-nginx': [
    '# remove: nginx.ingress.kubernetes.io/auth-type',
    '# remove: nginx.ingress.kubernetes.io/auth-secret',
    '# remove: nginx.ingress.kubernetes.io/auth-realm',
  ],
  envoy: ['# remove: - name: envoy.filters.http.basic_auth …'],
}

/** Lets calls come as fast as a page makes them: fifty a second from one address, and three hundred at once. */
export const allowMany: Recipe = {
  nginx: [
    '# in http, beside the server:',
    'limit_req_zone $binary_remote_addr zone=hub:10m rate=50r/s;',
    '# in the location:',
    'limit_req zone=hub burst=300 nodelay;',
  ],
  apache: [
    '# remove: QS_SrvMaxConnPerIP …',
    '# remove: QS_ClientEventLimitCount …',
    '# remove: DOSPageCount …',
  ],
  haproxy: [
    '# remove: http-request deny …deny_status 429 …',
    '# remove: http-request … sc_http_req_rate…',
    '# remove: http-request … sc0_http_req_rate…',
  ],
  traefik: ['# remove: rateLimit', '# remove: inFlightReq'],
  caddy: ['# remove: rate_limit …'],
  'ingress-nginx': [
    '# remove: nginx.ingress.kubernetes.io/limit-rpm',
    '# remove: nginx.ingress.kubernetes.io/limit-connections',
    ...annotations('limit-rps: "50"', 'limit-burst-multiplier: "6"'),
  ],
  envoy: [
    '# remove: - name: envoy.filters.http.local_ratelimit …',
    '# remove: - name: envoy.filters.http.ratelimit …',
  ],
}
