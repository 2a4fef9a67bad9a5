import { after, type BrokenCase, type Case, type EarlyCase, hubPort, without } from './case.ts'
import {
  bodySize,
  backend,
  tls,
  service,
  annotated,
  configured,
  namedMap,
  sent,
  onPath,
  snippets,
} from './ingress-objects.ts'

export const brokenIngressNginx: BrokenCase[] = [
  {
    title: 'sends the Service’s name as Host',
    code: 'ws-origin-blocked',
    changes: annotated('upstream-vhost: proxy-public.jupyterhub'),
  },
  {
    title: 'sends Host without the port',
    code: 'host-port-lost',
    changes: annotated('upstream-vhost: hub.example.org'),
  },
  {
    title: 'does not believe the balancer that ends TLS in front of it',
    code: 'proto-downgrade',
    changes: [
      without(tls),
      {
        file: 'controller.yaml',
        ...after(
          service,
          '  annotations:\n    service.beta.kubernetes.io/aws-load-balancer-ssl-cert: arn:aws:acm:some\n',
        ),
      },
    ],
  },
  {
    title: 'keeps connections alive with a header of its own',
    code: 'ws-upgrade-stripped',
    changes: annotated('connection-proxy-header: keep-alive'),
  },
  {
    title: 'keeps its limit of 1 MB',
    code: 'edge-limits',
    changes: [without(bodySize)],
  },
  {
    title: 'takes headers of 4 KB at most',
    code: 'edge-limits',
    changes: [
      {
        file: 'controller.yaml',
        find: 'large-client-header-buffers: 4 16k',
        put: 'large-client-header-buffers: 4 4k',
      },
    ],
  },
  {
    title: 'ends silent WebSockets after five seconds',
    code: 'ws-idle-cut',
    changes: [{ find: "proxy-read-timeout: '3600'", put: "proxy-read-timeout: '5'" }],
    idle: 9_000,
  },
  { title: 'buffers', code: 'sse-buffered', changes: annotated("proxy-buffering: 'on'") },
  {
    title: 'redirects everybody to https, those who are there too',
    code: 'redirect-loop-route',
    changes: annotated('permanent-redirect: https://hub.example.org$request_uri'),
  },
  {
    title: 'takes /hub away',
    code: 'prefix-mismatch',
    changes: onPath('/hub(/|$)(.*)', 'rewrite-target: /$2'),
  },
  { title: 'removes Authorization', code: 'auth-header-stripped', changes: sent("Authorization: ''") },
  {
    title: 'asks for a password of its own',
    code: 'edge-auth',
    changes: annotated('auth-type: basic', 'auth-secret: staff', 'auth-realm: Staff'),
  },
  {
    title: 'hides Set-Cookie',
    code: 'cookies-stripped',
    changes: [configured('hide-headers: Set-Cookie')],
  },
  {
    title: 'moves cookies to another path',
    code: 'cookies-stripped',
    changes: annotated('proxy-cookie-path: / /jupyter/'),
  },
  {
    title: 'removes Origin and Sec-Fetch-*',
    code: 'fetch-metadata-stripped',
    changes: sent("Origin: ''", "Sec-Fetch-Mode: ''", "Sec-Fetch-Site: ''"),
  },
  {
    title: 'replaces Origin',
    code: 'ws-origin-blocked',
    changes: sent('Origin: http://127.0.0.1:8000'),
  },
  {
    title: 'lets one network alone call the API',
    code: 'edge-blocks-api',
    changes: onPath('/hub/api', 'whitelist-source-range: 10.99.0.0/16'),
  },
  {
    title: 'leads calls of the API to a login portal',
    code: 'sso-portal',
    changes: onPath('/hub/api', 'temporal-redirect: https://login.example.com/'),
  },
  {
    title: 'denies PUT, PATCH and DELETE in a snippet, where snippets are allowed',
    code: 'edge-blocks-method',
    changes: [
      ...annotated(
        'configuration-snippet: |\n      if ($request_method ~ "^(PUT|PATCH|DELETE)$") { return 405; }',
      ),
      configured(...snippets),
    ],
  },
  {
    title: 'caches by snippets for all sites',
    code: 'edge-cache',
    beside: ['sse-buffered'],
    changes: [
      ...annotated("proxy-buffering: 'on'"),
      configured(
        'http-snippet: proxy_cache_path cached keys_zone=hub:1m;',
        'location-snippet: |\n    proxy_cache hub;\n    proxy_cache_valid 200 1m;\n    proxy_ignore_headers Cache-Control Expires Set-Cookie Vary;',
      ),
    ],
  },
  {
    title: 'shows its own page for errors',
    code: 'edge-replaces-errors',
    changes: annotated("custom-http-errors: '403,404,500'"),
  },
  {
    title: 'shows its own page for the errors of all sites',
    code: 'edge-replaces-errors',
    changes: [configured("custom-http-errors: '404,503'")],
  },
  {
    title: 'limits calls',
    code: 'edge-rate-limit',
    changes: [
      ...annotated("limit-rps: '1'", "limit-burst-multiplier: '2'"),
      configured("limit-req-status-code: '429'"),
    ],
  },
  {
    title: 'routes /hub and /services alone',
    code: 'edge-paths-missing',
    changes: [
      {
        find: '          - path: /\n',
        put: `          - path: /hub
            pathType: Prefix
            backend: { ${backend} }
          - path: /services
`,
      },
    ],
  },
  {
    title: 'points to a Service that is not there',
    code: 'edge-upstream-down',
    changes: [{ find: backend, put: backend.replace('proxy-public', 'proxy') }],
  },
  {
    title: 'points to the hub past its proxy',
    code: 'direct-hub-port',
    changes: [{ find: backend, put: `service: { name: hub, port: { number: ${hubPort} } }` }],
  },
  {
    title: 'adds a policy without inline scripts for all sites',
    code: 'csp-frame',
    changes: namedMap('add-headers', [`Content-Security-Policy: "default-src 'self'"`]),
  },
  {
    title: 'sees the address of a node in the place of the visitor’s',
    code: 'xsrf-login-ip',
    changes: [
      {
        file: 'controller.yaml',
        find: 'externalTrafficPolicy: Local',
        put: 'externalTrafficPolicy: Cluster',
      },
    ],
  },
  {
    title: 'believes a balancer that says https to people on http',
    code: 'secure-cookie-on-http',
    overHttp: true,
    changes: [without(tls), ...sent('X-Forwarded-Proto: https', 'X-Scheme: https')],
  },
]

export const earlyIngressNginx: EarlyCase[] = [
  {
    title: 'sends the Service’s name as Host',
    code: 'ref-blocked',
    changes: annotated('upstream-vhost: proxy-public.jupyterhub'),
  },
  {
    title: 'lets browsers send no Referer',
    code: 'ref-missing',
    changes: [
      ...annotated('custom-headers: jupyterhub/extra'),
      configured('global-allowed-response-headers: Referrer-Policy'),
      {
        file: 'controller.yaml',
        find: '---\napiVersion: v1\nkind: Service\n',
        put: `---
apiVersion: v1
kind: ConfigMap
metadata: { name: extra, namespace: jupyterhub }
data: { Referrer-Policy: no-referrer }
---
apiVersion: v1
kind: Service
`,
      },
    ],
  },
]

export const harmlessIngressNginx: Case[] = [
  {
    title: 'believes a balancer that ends TLS in front of it',
    changes: [
      without(tls),
      {
        file: 'controller.yaml',
        ...after(
          service,
          '  annotations:\n    service.beta.kubernetes.io/aws-load-balancer-ssl-cert: arn:aws:acm:some\n',
        ),
      },
      configured("use-forwarded-headers: 'true'"),
    ],
  },
  {
    title: 'serves another application on the same host',
    changes: onPath('/wiki', "proxy-body-size: '1m'"),
  },
]
