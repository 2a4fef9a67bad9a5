import { annotations, type Recipe, type RecipeSite } from './proxy.ts'

/** Lets WebSockets through. */
export function passUpgrade({ upstream }: RecipeSite): Recipe {
  const socket = upstream.replace(/^http/, 'ws')
  return {
    nginx: [
      "map $http_upgrade $connection_upgrade { default upgrade; '' close; }",
      'proxy_http_version 1.1;',
      'proxy_set_header Upgrade $http_upgrade;',
      'proxy_set_header Connection $connection_upgrade;',
    ],
    apache: [
      '# modules: proxy_http proxy_wstunnel rewrite; before every ProxyPass',
      'RewriteEngine On',
      'RewriteCond %{HTTP:Connection} Upgrade [NC]',
      'RewriteCond %{HTTP:Upgrade} websocket [NC]',
      `RewriteRule /(.*) ${socket}/$1 [P,L]`,
    ],
    haproxy: ['timeout tunnel 1h', '# and no "option httpclose" or deleted Upgrade header'],
    traefik: ['# remove middlewares that buffer or drop headers from the hub’s router'],
    caddy: ['# remove header_up lines for Upgrade and Connection'],
    'ingress-nginx': ['# it passes upgrades by itself: remove Upgrade and Connection from proxy-set-headers'],
    envoy: ['upgrade_configs:', '  - upgrade_type: websocket'],
  }
}

/** Lets requests be as large as notebooks are. */
export const allowLarge: Recipe = {
  nginx: ['client_max_body_size 200m;'],
  apache: ['LimitRequestBody 0'],
  haproxy: ['tune.bufsize 32768'],
  traefik: ['# remove the buffering middleware, or raise maxRequestBodyBytes'],
  caddy: ['request_body { max_size 200MB }'],
  'ingress-nginx': annotations('proxy-body-size: "200m"'),
  envoy: ['# raise max_request_bytes of the buffer filter, or remove it'],
}

/** Lets the headers of a request be as large as the hub’s proxy takes them. */
export const allowLargeHeaders: Recipe = {
  nginx: ['large_client_header_buffers 4 32k;'],
  apache: ['LimitRequestFieldSize 32768'],
  haproxy: ['tune.bufsize 32768'],
  traefik: ['# entryPoints.websecure.http.maxHeaderBytes: 32768'],
  caddy: ['servers { max_header_size 32KB }'],
  'ingress-nginx': ['# in the controller’s ConfigMap', 'data:', '  large-client-header-buffers: "4 32k"'],
  envoy: ['max_request_headers_kb: 60'],
}

/** Lets answers take as long as they need. */
export const allowLong: Recipe = {
  nginx: ['proxy_read_timeout 3600s;', 'proxy_send_timeout 3600s;'],
  apache: ['ProxyTimeout 3600'],
  haproxy: ['timeout server 1h', 'timeout tunnel 1h'],
  traefik: ['# entryPoints.websecure.transport.respondingTimeouts.readTimeout = 0'],
  caddy: ['transport http { read_timeout 1h }'],
  'ingress-nginx': annotations('proxy-read-timeout: "3600"', 'proxy-send-timeout: "3600"'),
  envoy: ['timeout: 0s', 'idle_timeout: 3600s'],
}

/** Hands every event on as it comes. */
export function passEvents({ upstream }: RecipeSite): Recipe {
  return {
    nginx: ['proxy_http_version 1.1;', 'proxy_buffering off;'],
    apache: [`ProxyPass / ${upstream}/ flushpackets=on`],
    haproxy: ['no option http-buffer-request'],
    traefik: ['# remove the buffering middleware from the hub’s router'],
    caddy: ['# remove response_buffers from reverse_proxy'],
    'ingress-nginx': annotations('proxy-buffering: "off"'),
    envoy: ['# remove filters that collect answers from the hub’s route'],
  }
}

/** Hands paths on as they came: encoded characters, slashes and all. */
export function keepPath({ upstream }: RecipeSite): Recipe {
  return {
    nginx: [
      '# no path behind the address, not even a slash: nginx would decode what it replaces',
      `proxy_pass ${upstream};`,
    ],
    apache: ['AllowEncodedSlashes NoDecode', `ProxyPass / ${upstream}/ nocanon`],
    haproxy: ['# remove: http-request normalize-uri, set-path and replace-path in front of the hub'],
    traefik: [
      '# remove stripPrefix, addPrefix and replacePath from the hub’s router; in the static configuration:',
      'entryPoints:',
      '  websecure:',
      '    http:',
      '      encodedCharacters:',
      '        allowEncodedSlash: true',
      '        allowEncodedPercent: true',
    ],
    caddy: ['# use handle, not handle_path, and remove uri and rewrite directives'],
    'ingress-nginx': ['# remove the annotation nginx.ingress.kubernetes.io/rewrite-target'],
    envoy: [
      'path_with_escaped_slashes_action: KEEP_UNCHANGED',
      'merge_slashes: false',
      '# and remove prefix_rewrite and regex_rewrite',
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
  nginx: ['# remove limit_except, and conditions on $request_method'],
  apache: ['# remove Limit, LimitExcept and AllowMethods for the hub’s paths'],
  haproxy: ['# remove: http-request deny if … METH_… / method'],
  traefik: ['# remove Method(…) from the rule of the hub’s router'],
  caddy: ['# remove method matchers in front of the hub'],
  'ingress-nginx': [
    '# remove conditions on $request_method from snippets, and rules of the web application firewall',
  ],
  envoy: ['# remove :method from the matches of the hub’s route'],
}

/** Hands the hub’s error answers on as they are. */
export const keepErrors: Recipe = {
  nginx: ['proxy_intercept_errors off;'],
  apache: ['ProxyErrorOverride Off'],
  haproxy: ['# remove: http-response return, and errorfile for what the hub itself answers'],
  traefik: ['# remove the errors middleware from the hub’s router'],
  caddy: ['# remove handle_response from reverse_proxy'],
  'ingress-nginx': ['# remove the annotation nginx.ingress.kubernetes.io/custom-http-errors'],
  envoy: ['# remove local_reply_config for what the hub itself answers'],
}

/** Sends everything to the hub’s proxy, at the address where it listens. */
export function reachProxy({ upstream }: RecipeSite): Recipe {
  const address = upstream.replace(/^https?:\/\//, '')
  const [host = address, port = '8000'] = address.split(/:(?=\d+$)/)
  return {
    nginx: [`proxy_pass ${upstream};`],
    apache: [`ProxyPass / ${upstream}/`, `ProxyPassReverse / ${upstream}/`],
    haproxy: [`server hub ${address}`],
    traefik: [
      'http:',
      '  services:',
      '    hub:',
      '      loadBalancer:',
      '        servers:',
      `          - url: ${upstream}`,
    ],
    caddy: [`reverse_proxy ${address}`],
    'ingress-nginx': ['backend:', '  service:', '    name: proxy-public', '    port:', '      name: http'],
    envoy: ['socket_address:', `  address: ${host}`, `  port_value: ${port}`],
  }
}
