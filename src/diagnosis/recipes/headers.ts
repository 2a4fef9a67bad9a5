import { annotations, inConfigMap, type Recipe, traefikHeaders } from './proxy.ts'

/** A proxy behind this one that writes the headers anew has the last word. */
const furtherToo = '# here, and in every proxy behind it that sets these headers:'
/** A location of nginx that sets one header takes over none that the server sets. */
const inLocation = '# in the location:'

/** Keeps the Host header as the browser sent it, with its port. */
export const keepHost: Recipe = {
  nginx: [furtherToo, inLocation, 'proxy_set_header Host $http_host;'],
  apache: ['# remove: RequestHeader set Host …', 'ProxyPreserveHost On'],
  haproxy: ['# remove: http-request set-header Host …'],
  traefik: ['# remove: passHostHeader: false', '# remove: customRequestHeaders.Host'],
  caddy: ['# in reverse_proxy:', 'header_up Host {hostport}'],
  'ingress-nginx': ['# remove: nginx.ingress.kubernetes.io/upstream-vhost', '# remove: data.Host'],
  envoy: [
    '# remove: host_rewrite_literal',
    '# remove: host_rewrite_header',
    '# remove: auto_host_rewrite',
    '# remove: strip_any_host_port',
    '# remove: strip_matching_host_port',
  ],
}

/** Tells the hub the host and the scheme that the browser used: https whatever reaches this proxy, or what did. */
export function schemeAndHost(scheme: 'https' | 'as-used'): Recipe {
  const by = (variable: string) => (scheme === 'https' ? 'https' : variable)
  const [nginx, apache] = [by('$scheme'), by('expr=%{REQUEST_SCHEME}')]
  const [haproxy, caddy] = [by('%[ssl_fc,iif(https,http)]'), by('{scheme}')]
  const further = scheme === 'https' ? [furtherToo] : []
  return {
    nginx: [
      ...further,
      inLocation,
      'proxy_set_header Host $http_host;',
      `proxy_set_header X-Forwarded-Proto ${nginx};`,
      `proxy_set_header X-Scheme ${nginx};`,
    ],
    apache: [
      ...further,
      'ProxyPreserveHost On',
      '# remove: RequestHeader set Host …',
      `RequestHeader set X-Forwarded-Proto ${apache}`,
      `RequestHeader set X-Scheme ${apache}`,
    ],
    haproxy: [
      ...further,
      '# remove: http-request set-header Host …',
      `http-request set-header X-Forwarded-Proto ${haproxy}`,
      `http-request set-header X-Scheme ${haproxy}`,
    ],
    traefik: [
      ...keepHost.traefik,
      ...(scheme === 'https'
        ? traefikHeaders('hub-scheme', 'customRequestHeaders:', '  X-Scheme: https')
        : ['# remove: customRequestHeaders.X-Scheme']),
    ],
    caddy: ['# in reverse_proxy:', ...further, 'header_up Host {hostport}', `header_up X-Scheme ${caddy}`],
    'ingress-nginx': [
      ...keepHost['ingress-nginx'],
      ...(scheme === 'https'
        ? ['# when TLS ends in front of the controller:', ...inConfigMap('use-forwarded-headers: "true"')]
        : [
            '# remove: data.X-Scheme',
            '# remove: data.X-Forwarded-Proto',
            ...inConfigMap('use-forwarded-headers: "false"'),
          ]),
    ],
    envoy: [
      ...keepHost.envoy,
      '# in the virtual host:',
      'request_headers_to_add:',
      `  - header: { key: x-scheme, value: ${scheme === 'https' ? 'https' : '"%REQ(X-FORWARDED-PROTO)%"'} }`,
      '    append_action: OVERWRITE_IF_EXISTS_OR_ADD',
    ],
  }
}

/** Lets a Referer through to hubs that want one. */
export const allowReferer: Recipe = {
  nginx: ['add_header Referrer-Policy "same-origin" always;'],
  apache: ['Header always set Referrer-Policy "same-origin"'],
  haproxy: ['http-response set-header Referrer-Policy same-origin'],
  traefik: [
    '# remove: referrerPolicy',
    '# remove: customResponseHeaders.Referrer-Policy',
    ...traefikHeaders('hub-headers', 'referrerPolicy: same-origin'),
  ],
  caddy: ['header Referrer-Policy same-origin'],
  'ingress-nginx': [
    '# in an object of its own:',
    'apiVersion: v1',
    'kind: ConfigMap',
    'metadata:',
    '  name: hub-response-headers',
    '  namespace: jupyterhub',
    'data:',
    '  Referrer-Policy: same-origin',
    ...annotations('custom-headers: jupyterhub/hub-response-headers'),
    '# beside those that it allows already; what is not allowed here takes the site down',
    ...inConfigMap('global-allowed-response-headers: Referrer-Policy'),
  ],
  envoy: [
    '# in the virtual host:',
    'response_headers_to_add:',
    '  - header: { key: referrer-policy, value: same-origin }',
    '    append_action: OVERWRITE_IF_EXISTS_OR_ADD',
  ],
}

/** Hands the Authorization header on. */
export const keepAuthorization: Recipe = {
  nginx: [furtherToo, inLocation, 'proxy_set_header Authorization $http_authorization;'],
  apache: ['# remove: RequestHeader … Authorization …'],
  haproxy: ['# remove: http-request del-header Authorization'],
  traefik: ['# remove: customRequestHeaders.Authorization', '# remove: removeHeader: true'],
  caddy: ['# remove: header_up -Authorization'],
  'ingress-nginx': ['# remove: data.Authorization'],
  envoy: ['# remove: request_headers_to_remove: authorization', '# remove: - header: { key: authorization …'],
}

/** Hands on what browsers say of where a request comes from. */
export const keepFetchMetadata: Recipe = {
  nginx: ['# remove: proxy_set_header Origin …', '# remove: proxy_set_header Sec-Fetch-…'],
  apache: ['# remove: RequestHeader … Origin …', '# remove: RequestHeader … Sec-Fetch-…'],
  haproxy: ['# remove: http-request … Origin …', '# remove: http-request … Sec-Fetch-…'],
  traefik: ['# remove: customRequestHeaders.Origin', '# remove: customRequestHeaders.Sec-Fetch-…'],
  caddy: [
    '# remove: header_up -Origin',
    '# remove: header_up Origin …',
    '# remove: header_up -Sec-Fetch-…',
    '# remove: header_up Sec-Fetch-…',
  ],
  'ingress-nginx': ['# remove: data.Origin', '# remove: data.Sec-Fetch-…'],
  envoy: [
    '# remove: request_headers_to_remove: origin',
    '# remove: request_headers_to_remove: sec-fetch-…',
    '# remove: - header: { key: origin …',
    '# remove: - header: { key: sec-fetch-…',
  ],
}

/** Hands cookies on in both directions. */
export const keepCookies: Recipe = {
  nginx: [
    '# remove: proxy_hide_header Set-Cookie',
    '# remove: add_header Set-Cookie …',
    '# remove: proxy_cookie_path …',
    '# remove: proxy_set_header Cookie …',
  ],
  apache: [
    '# remove: Header … Set-Cookie …',
    '# remove: RequestHeader … Cookie …',
    '# remove: ProxyPassReverseCookiePath …',
  ],
  haproxy: ['# remove: http-response … Set-Cookie …', '# remove: http-request … Cookie …'],
  traefik: ['# remove: customResponseHeaders.Set-Cookie', '# remove: customRequestHeaders.Cookie'],
  caddy: [
    '# remove: header_down …Set-Cookie …',
    '# remove: header_up …Cookie …',
    '# remove: header …Set-Cookie …',
  ],
  'ingress-nginx': [
    '# remove: nginx.ingress.kubernetes.io/proxy-cookie-path',
    '# remove: nginx.ingress.kubernetes.io/proxy-cookie-domain',
    '# remove: hide-headers: …Set-Cookie…',
    '# remove: data.Cookie',
  ],
  envoy: [
    '# remove: response_headers_to_remove: set-cookie',
    '# remove: request_headers_to_remove: cookie',
    '# remove: - header: { key: set-cookie …',
    '# remove: - header: { key: cookie …',
  ],
}

/** Tells the hub who asks, so that a login form and its answer look alike. */
export const tellClient: Recipe = {
  nginx: ['proxy_set_header X-Real-IP $remote_addr;'],
  apache: ['RequestHeader set X-Real-IP expr=%{REMOTE_ADDR}'],
  haproxy: ['http-request set-header X-Real-IP %[src]'],
  traefik: [
    '# in the static configuration, with the networks of what stands in front:',
    'entryPoints:',
    '  websecure:',
    '    forwardedHeaders:',
    '      trustedIPs: [127.0.0.0/8, 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16]',
  ],
  caddy: ['# in reverse_proxy:', 'header_up X-Real-IP {client_ip}'],
  'ingress-nginx': ['# in the controller’s Service:', 'spec:', '  externalTrafficPolicy: Local'],
  envoy: [
    '# in the connection manager:',
    'use_remote_address: true',
    '# in the virtual host:',
    'request_headers_to_add:',
    '  - header: { key: x-real-ip, value: "%DOWNSTREAM_REMOTE_ADDRESS_WITHOUT_PORT%" }',
    '    append_action: OVERWRITE_IF_EXISTS_OR_ADD',
  ],
}

/** Leaves the hub its own Content-Security-Policy, the only one its pages work with. */
export const onePolicy: Recipe = {
  nginx: ['# remove: add_header Content-Security-Policy …', '# remove: add_header X-Frame-Options …'],
  apache: ['# remove: Header … Content-Security-Policy …'],
  haproxy: ['# remove: http-response … Content-Security-Policy …'],
  traefik: ['# remove: contentSecurityPolicy', '# remove: customResponseHeaders.Content-Security-Policy'],
  caddy: ['# remove: header … Content-Security-Policy …', '# remove: header_down …Content-Security-Policy …'],
  'ingress-nginx': ['# remove: data.Content-Security-Policy'],
  envoy: ['# remove: - header: … content-security-policy …'],
}

/** Leaves the redirect to https to where people come without TLS. */
export const redirectOnce: Recipe = {
  nginx: ['# remove: if ($http_x_forwarded_proto …'],
  apache: [
    '# remove: RewriteCond %{HTTP:X-Forwarded-Proto} …',
    '# remove: RewriteRule … https://…',
    '# remove: Redirect … https://…',
  ],
  haproxy: ['# remove: http-request redirect …hdr(X-Forwarded-Proto)…'],
  traefik: ['# remove: redirectRegex'],
  caddy: ['# remove: redir …'],
  'ingress-nginx': ['# remove: nginx.ingress.kubernetes.io/permanent-redirect'],
  envoy: ['# remove: - match: …scheme_redirect…'],
}
