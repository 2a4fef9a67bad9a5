import { annotations, proxyPass, type Recipe, type RecipeSite } from './proxy.ts'

/** Lets WebSockets through. */
export function passUpgrade(site: RecipeSite): Recipe {
  return {
    nginx: [
      '# in http, beside the server:',
      "map $http_upgrade $connection_upgrade { default upgrade; '' close; }",
      '# in the location:',
      'proxy_http_version 1.1;',
      'proxy_set_header Upgrade $http_upgrade;',
      'proxy_set_header Connection $connection_upgrade;',
    ],
    apache: [proxyPass(site)],
    haproxy: [
      '# remove: http-request del-header Upgrade',
      '# remove: http-request del-header Connection',
      '# remove: option httpclose',
      'timeout tunnel 1h',
    ],
    traefik: ['# remove: customRequestHeaders.Upgrade', '# remove: customRequestHeaders.Connection'],
    caddy: [
      '# remove: header_up -Upgrade',
      '# remove: header_up Upgrade …',
      '# remove: header_up -Connection',
      '# remove: header_up Connection …',
    ],
    'ingress-nginx': ['# it passes upgrades by itself: remove Upgrade and Connection from proxy-set-headers'],
    envoy: ['# in the connection manager:', 'upgrade_configs:', '  - upgrade_type: websocket'],
  }
}

/** Lets requests be as large as notebooks are. */
export const allowLarge: Recipe = {
  nginx: ['client_max_body_size 200m;'],
  apache: ['LimitRequestBody 0'],
  haproxy: [
    '# remove: http-request deny …content-length…',
    '# remove: http-request deny …req.body_size…',
    '# remove: http-request deny …req.body_len…',
  ],
  traefik: ['# remove: buffering'],
  caddy: ['request_body {', '  max_size 200MB', '}'],
  'ingress-nginx': annotations('proxy-body-size: "200m"'),
  envoy: ['# remove: - name: envoy.filters.http.buffer …'],
}

/** Lets the headers of a request be as large as the hub’s proxy takes them. */
export const allowLargeHeaders: Recipe = {
  nginx: ['large_client_header_buffers 4 32k;'],
  apache: ['LimitRequestFieldSize 32768'],
  haproxy: ['# remove: http-request deny …req.hdrs…', '# in global:', 'tune.bufsize 32768'],
  traefik: ['# entryPoints.websecure.http.maxHeaderBytes: 32768'],
  caddy: ['# in the global options:', 'servers {', '  max_header_size 32KB', '}'],
  'ingress-nginx': ['# in the controller’s ConfigMap', 'data:', '  large-client-header-buffers: "4 32k"'],
  envoy: ['# in the connection manager:', 'max_request_headers_kb: 60'],
}

/** Lets answers take as long as they need. */
export const allowLong: Recipe = {
  nginx: ['proxy_read_timeout 3600s;', 'proxy_send_timeout 3600s;'],
  apache: ['ProxyTimeout 3600'],
  haproxy: ['timeout server 1h', 'timeout tunnel 1h'],
  traefik: ['# entryPoints.websecure.transport.respondingTimeouts.readTimeout = 0'],
  caddy: ['# in reverse_proxy:', 'transport http {', '  read_timeout 1h', '}'],
  'ingress-nginx': annotations('proxy-read-timeout: "3600"', 'proxy-send-timeout: "3600"'),
  envoy: ['# in the route:', 'timeout: 0s', 'idle_timeout: 3600s'],
}

/** Hands every event on as it comes. */
export function passEvents(site: RecipeSite): Recipe {
  return {
    nginx: ['proxy_http_version 1.1;', 'proxy_buffering off;'],
    apache: [proxyPass(site)],
    haproxy: ['no option http-buffer-request'],
    traefik: ['# remove: buffering'],
    caddy: ['# remove: response_buffers …'],
    'ingress-nginx': annotations('proxy-buffering: "off"'),
    envoy: ['# remove filters that collect answers from the hub’s route'],
  }
}

/** Hands paths on as they came: encoded characters, slashes and all. */
export function keepPath(site: RecipeSite): Recipe {
  return {
    nginx: [
      '# no path behind the address, not even a slash: nginx would decode what it replaces',
      `proxy_pass ${site.upstream};`,
    ],
    apache: ['AllowEncodedSlashes NoDecode', proxyPass(site)],
    haproxy: [
      '# remove: http-request normalize-uri …',
      '# remove: http-request set-path …',
      '# remove: http-request replace-path …',
    ],
    traefik: [
      '# remove: stripPrefix',
      '# remove: stripPrefixRegex',
      '# remove: addPrefix',
      '# remove: replacePath',
      '# remove: replacePathRegex',
      '# in the static configuration:',
      'entryPoints:',
      '  websecure:',
      '    http:',
      '      encodedCharacters:',
      '        allowEncodedSlash: true',
      '        allowEncodedPercent: true',
    ],
    caddy: ['# use handle, not handle_path', '# remove: uri …', '# remove: rewrite …'],
    'ingress-nginx': ['# remove the annotation nginx.ingress.kubernetes.io/rewrite-target'],
    envoy: [
      '# remove: prefix_rewrite',
      '# remove: regex_rewrite',
      '# in the connection manager:',
      'path_with_escaped_slashes_action: KEEP_UNCHANGED',
      'merge_slashes: false',
    ],
  }
}

/** Keeps nothing of what the hub answers. */
export const noCache: Recipe = {
  nginx: ['proxy_cache off;'],
  apache: ['CacheDisable /'],
  haproxy: ['# remove: http-request cache-use and http-response cache-store'],
  traefik: ['# remove the cache middleware from the hub’s router'],
  caddy: ['# remove the cache directive'],
  'ingress-nginx': annotations('configuration-snippet: "proxy_cache off;"'),
  envoy: ['# remove the filter envoy.filters.http.cache'],
}

/** Lets every method through. */
export const allowMethods: Recipe = {
  nginx: ['# remove: limit_except …', '# remove: if ($request_method …'],
  apache: ['# remove: AllowMethods …', '# remove: <Limit …', '# remove: <LimitExcept …'],
  haproxy: ['# remove: http-request deny … method …', '# remove: http-request deny … METH_…'],
  traefik: ['# remove Method(…) from the rule of the hub’s router'],
  caddy: ['# remove: respond @… 405', '# remove: @… method …'],
  'ingress-nginx': [
    '# remove conditions on $request_method from snippets, and rules of the web application firewall',
  ],
  envoy: ['# remove: - match: …:method…'],
}

/** Hands the hub’s error answers on as they are. */
export const keepErrors: Recipe = {
  nginx: ['proxy_intercept_errors off;'],
  apache: ['ProxyErrorOverride Off'],
  haproxy: ['# remove: http-response return …'],
  traefik: ['# remove: errors'],
  caddy: ['# remove: handle_response …'],
  'ingress-nginx': ['# remove the annotation nginx.ingress.kubernetes.io/custom-http-errors'],
  envoy: ['# remove: local_reply_config'],
}

/** Sends everything to the hub’s proxy, at the address where it listens. */
export function reachProxy(site: RecipeSite): Recipe {
  const { upstream } = site
  const address = upstream.replace(/^https?:\/\//, '')
  const [host = address, port = '8000'] = address.split(/:(?=\d+$)/)
  return {
    nginx: [`proxy_pass ${upstream};`],
    apache: [proxyPass(site), `ProxyPassReverse / ${upstream}/`],
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
    'ingress-nginx': ['backend:', '  service:', '    name: proxy-public', '    port:', '      name: http'],
    envoy: [
      '# in the endpoint of the hub’s cluster:',
      'socket_address:',
      `  address: ${host}`,
      `  port_value: ${port}`,
    ],
  }
}

/** Leaves no path of the hub’s to anybody else: what is in the way of this one goes. */
export function keepNoPath(path: string, host: string): Recipe {
  return {
    nginx: [`# remove: location ${path} …`],
    apache: [`# remove: ProxyPass ${path} …`, `# remove: <Location ${path}…`],
    haproxy: [`# remove: http-request … ${path} …`],
    traefik: [
      '# without conditions on the path:',
      'http:',
      '  routers:',
      '    jupyterhub:',
      `      rule: Host(\`${host}\`)`,
    ],
    caddy: [`# remove: respond ${path}…`, `# remove: handle ${path}…`],
    'ingress-nginx': [
      '# under rules, for the host:',
      'http:',
      '  paths:',
      '    - path: /',
      '      pathType: Prefix',
    ],
    envoy: [`# remove: - match: { prefix: ${path} } …`],
  }
}
