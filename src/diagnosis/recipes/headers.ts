import { annotations, type Recipe, traefikHeaders } from './proxy.ts'

/** Tells the hub the host and the scheme that the browser used: https whatever reaches this proxy, or what did. */
export function schemeAndHost(scheme: 'https' | 'as-used'): Recipe {
  const by = (variable: string) => (scheme === 'https' ? 'https' : variable)
  const [nginx, apache] = [by('$scheme'), by('expr=%{REQUEST_SCHEME}')]
  const [haproxy, caddy] = [by('%[ssl_fc,iif(https,http)]'), by('{scheme}')]
  return {
    nginx: [
      'proxy_set_header Host $http_host;',
      `proxy_set_header X-Forwarded-Proto ${nginx};`,
      `proxy_set_header X-Scheme ${nginx};`,
    ],
    apache: [
      'ProxyPreserveHost On',
      `RequestHeader set X-Forwarded-Proto ${apache}`,
      `RequestHeader set X-Scheme ${apache}`,
    ],
    haproxy: [
      `http-request set-header X-Forwarded-Proto ${haproxy}`,
      `http-request set-header X-Scheme ${haproxy}`,
    ],
    traefik:
      scheme === 'https'
        ? traefikHeaders('hub-scheme', 'customRequestHeaders:', '  X-Scheme: https')
        : ['# remove customRequestHeaders.X-Scheme from the hub’s router'],
    caddy: ['header_up Host {hostport}', `header_up X-Scheme ${caddy}`],
    'ingress-nginx': [
      '# in the controller’s ConfigMap, when TLS ends in front of it',
      'data:',
      '  use-forwarded-headers: "true"',
    ],
    envoy: [
      'request_headers_to_add:',
      `  - header: { key: x-scheme, value: ${scheme === 'https' ? 'https' : '"%REQ(X-FORWARDED-PROTO)%"'} }`,
      '    append_action: OVERWRITE_IF_EXISTS_OR_ADD',
    ],
  }
}

/** Keeps the Host header as the browser sent it, with its port. */
export const keepHost: Recipe = {
  nginx: ['proxy_set_header Host $http_host;'],
  apache: ['ProxyPreserveHost On'],
  haproxy: ['# remove every "http-request set-header Host" in front of the hub'],
  traefik: ['# passHostHeader: true is the default; remove passHostHeader: false'],
  caddy: ['header_up Host {hostport}'],
  'ingress-nginx': ['# remove the annotation nginx.ingress.kubernetes.io/upstream-vhost'],
  envoy: ['# remove host_rewrite_literal, auto_host_rewrite and strip_any_host_port'],
}

/** Lets a Referer through to hubs that want one. */
export const allowReferer: Recipe = {
  nginx: ['add_header Referrer-Policy "same-origin" always;'],
  apache: ['Header always set Referrer-Policy "same-origin"'],
  haproxy: ['http-response set-header Referrer-Policy same-origin'],
  traefik: traefikHeaders('hub-headers', 'referrerPolicy: same-origin'),
  caddy: ['header Referrer-Policy same-origin'],
  'ingress-nginx': [
    '# with a ConfigMap hub-response-headers that holds Referrer-Policy: same-origin',
    ...annotations('custom-headers: "jupyterhub/hub-response-headers"'),
  ],
  envoy: [
    'response_headers_to_add:',
    '  - header: { key: referrer-policy, value: same-origin }',
    '    append_action: OVERWRITE_IF_EXISTS_OR_ADD',
  ],
}

/** Hands the Authorization header on. */
export const keepAuthorization: Recipe = {
  nginx: [
    '# remove: proxy_set_header Authorization "";',
    'proxy_set_header Authorization $http_authorization;',
  ],
  apache: ['# remove: RequestHeader unset Authorization', 'CGIPassAuth On'],
  haproxy: ['# remove: http-request del-header Authorization'],
  traefik: ['# remove customRequestHeaders.Authorization, and removeHeader: true of a basicAuth middleware'],
  caddy: ['# remove: header_up -Authorization'],
  'ingress-nginx': ['# remove Authorization from the ConfigMap that proxy-set-headers names'],
  envoy: ['# remove authorization from request_headers_to_remove'],
}

/** Hands on what browsers say of where a request comes from. */
export const keepFetchMetadata: Recipe = {
  nginx: ['# remove: proxy_set_header Origin "";  and every proxy_set_header Sec-Fetch-… "";'],
  apache: [
    '# remove: RequestHeader unset Origin, RequestHeader edit Origin and RequestHeader unset Sec-Fetch-…',
  ],
  haproxy: ['# remove: http-request del-header Origin, and every del-header sec-fetch-…'],
  traefik: ['# remove Origin and Sec-Fetch-… from customRequestHeaders'],
  caddy: ['# remove: header_up -Origin and header_up -Sec-Fetch-…'],
  'ingress-nginx': ['# remove Origin and Sec-Fetch-… from the ConfigMap that proxy-set-headers names'],
  envoy: ['# remove origin and sec-fetch-… from request_headers_to_remove'],
}

/** Tells the hub who asks, so that a login form and its answer look alike. */
export const tellClient: Recipe = {
  nginx: ['proxy_set_header X-Real-IP $remote_addr;'],
  apache: ['RequestHeader set X-Real-IP expr=%{REMOTE_ADDR}'],
  haproxy: ['http-request set-header X-Real-IP %[src]'],
  traefik: ['# entryPoints.websecure.forwardedHeaders.trustedIPs: the addresses of the balancer in front'],
  caddy: ['header_up X-Real-IP {client_ip}'],
  'ingress-nginx': ['# of the controller’s Service', 'spec:', '  externalTrafficPolicy: Local'],
  envoy: ['use_remote_address: true'],
}

/** Leaves the hub its own Content-Security-Policy, the only one its pages work with. */
export const onePolicy: Recipe = {
  nginx: ['# remove: add_header Content-Security-Policy …, add_header X-Frame-Options …'],
  apache: ['# remove: Header … set Content-Security-Policy …'],
  haproxy: ['# remove: http-response add-header Content-Security-Policy …'],
  traefik: ['# remove contentSecurityPolicy from the headers middleware of the hub’s router'],
  caddy: ['# remove: header Content-Security-Policy …'],
  'ingress-nginx': ['# remove Content-Security-Policy from the ConfigMap of custom-headers or add-headers'],
  envoy: ['# remove content-security-policy from response_headers_to_add'],
}
