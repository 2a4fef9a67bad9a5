import type { Facts } from './facts.ts'
import type { Source } from './line.ts'
import type { Remedy } from './reading.ts'

type Proxy = 'nginx' | 'apache' | 'haproxy' | 'traefik' | 'caddy'

const proxies: readonly Source[] = ['nginx', 'apache', 'haproxy', 'traefik', 'caddy']

const names: Record<Proxy, string> = {
  nginx: 'nginx',
  apache: 'Apache',
  haproxy: 'HAProxy',
  traefik: 'Traefik, dynamic configuration',
  caddy: 'Caddyfile',
}

/** The proxy whose lines are in the text; nginx, the most frequent, where there are none. */
function proxyOf(facts: Facts): Proxy {
  const seen = proxies.find((each) => facts.sources.has(each))
  return seen === 'apache' || seen === 'haproxy' || seen === 'traefik' || seen === 'caddy' ? seen : 'nginx'
}

function forProxy(facts: Facts, text: string, lines: Record<Proxy, readonly string[]>): Remedy {
  const proxy = proxyOf(facts)
  return { text, where: names[proxy], lines: lines[proxy] }
}

/** Tells the hub the host and the scheme that the browser used: https whatever reaches this proxy, or what did. */
export function tellSchemeAndHost(facts: Facts, scheme: 'https' | 'as-used', text: string): Remedy {
  const by = (variable: string) => (scheme === 'https' ? 'https' : variable)
  const [nginx, apache] = [by('$scheme'), by('expr=%{REQUEST_SCHEME}')]
  const [haproxy, caddy] = [by('%[ssl_fc,iif(https,http)]'), by('{scheme}')]
  return forProxy(facts, text, {
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
        ? [
            'http:',
            '  middlewares:',
            '    hub-scheme:',
            '      headers:',
            '        customRequestHeaders:',
            '          X-Scheme: https',
          ]
        : ['# remove customRequestHeaders.X-Scheme from the hub’s router'],
    caddy: ['header_up Host {hostport}', `header_up X-Scheme ${caddy}`],
  })
}

/** Keeps the Host header as the browser sent it, with its port. */
export function keepHost(facts: Facts, text: string): Remedy {
  return forProxy(facts, text, {
    nginx: ['proxy_set_header Host $http_host;'],
    apache: ['ProxyPreserveHost On'],
    haproxy: ['# remove every "http-request set-header Host" in front of the hub'],
    traefik: ['# passHostHeader: true is the default; remove passHostHeader: false'],
    caddy: ['header_up Host {hostport}'],
  })
}

/** Lets a Referer through to hubs that want one. */
export function allowReferer(facts: Facts): Remedy {
  return forProxy(
    facts,
    'Let browsers send a Referer to the hub’s own pages: take no-referrer out of the proxy’s headers, or write:',
    {
      nginx: ['add_header Referrer-Policy "same-origin" always;'],
      apache: ['Header always set Referrer-Policy "same-origin"'],
      haproxy: ['http-response set-header Referrer-Policy same-origin'],
      traefik: [
        'http:',
        '  middlewares:',
        '    hub-headers:',
        '      headers:',
        '        referrerPolicy: same-origin',
      ],
      caddy: ['header Referrer-Policy same-origin'],
    },
  )
}

/** Lets WebSockets through. */
export function passUpgrade(facts: Facts): Remedy {
  return forProxy(facts, 'Pass the upgrade on:', {
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
      'RewriteRule /(.*) ws://127.0.0.1:8000/$1 [P,L]',
    ],
    haproxy: ['timeout tunnel 1h', '# and no "option httpclose" or deleted Upgrade header'],
    traefik: ['# remove middlewares that buffer or drop headers from the hub’s router'],
    caddy: ['# remove header_up lines for Upgrade and Connection'],
  })
}

/** Lets requests be as large as notebooks are. */
export function allowLarge(facts: Facts): Remedy {
  return forProxy(facts, 'Allow larger requests:', {
    nginx: ['client_max_body_size 200m;'],
    apache: ['LimitRequestBody 0'],
    haproxy: ['tune.bufsize 32768'],
    traefik: ['# remove the buffering middleware, or raise maxRequestBodyBytes'],
    caddy: ['request_body { max_size 200MB }'],
  })
}

/** Lets answers take as long as they need. */
export function allowLong(facts: Facts): Remedy {
  return forProxy(facts, 'Allow long connections:', {
    nginx: ['proxy_read_timeout 3600s;', 'proxy_send_timeout 3600s;'],
    apache: ['ProxyTimeout 3600'],
    haproxy: ['timeout server 1h', 'timeout tunnel 1h'],
    traefik: ['# entryPoints.websecure.transport.respondingTimeouts.readTimeout = 0'],
    caddy: ['transport http { read_timeout 1h }'],
  })
}

/** Hands every event on as it comes. */
export function passEvents(facts: Facts): Remedy {
  return forProxy(facts, 'Hand answers on as they come:', {
    nginx: ['proxy_http_version 1.1;', 'proxy_buffering off;'],
    apache: ['ProxyPass / http://127.0.0.1:8000/ flushpackets=on'],
    haproxy: ['no option http-buffer-request'],
    traefik: ['# remove the buffering middleware from the hub’s router'],
    caddy: ['# remove response_buffers from reverse_proxy'],
  })
}

/** For a proxy that gets no answer from what stands behind it. */
export const upstreamRemedies: readonly Remedy[] = [
  {
    text: 'See whether the hub’s proxy runs and listens where the proxy in front looks for it (port 8000, or the service proxy-public).',
    where: '',
    lines: [],
  },
  { text: 'Compare:', where: 'nginx', lines: ['proxy_pass http://127.0.0.1:8000;'] },
]
