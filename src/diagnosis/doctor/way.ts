import type { Examination } from './examine.ts'
import type { HopName } from './finding.ts'
import { entriesOf } from './site.ts'

/** One station on the way of a request, for the picture. */
export interface Station {
  hop: HopName
  /** "nginx/1.22.1", "JupyterHub 6.1.1". */
  title: string
  /** What it received or does, a line each. */
  lines: readonly string[]
  /** The worst that is wrong there. */
  state: 'ok' | 'warning' | 'error'
}

const kinds = {
  nginx: 'nginx',
  apache: 'Apache',
  haproxy: 'HAProxy',
  traefik: 'Traefik',
  caddy: 'Caddy',
  'ingress-nginx': 'ingress-nginx',
  envoy: 'Envoy',
} as const

/** From the browser to the hub, with what each station received. The edge is left out when nothing shows one. */
export function wayOf({ findings, site }: Examination): Station[] {
  const { results, page, proxy, echo } = site
  const stateAt = (hop: HopName): Station['state'] => {
    const there = findings.filter((finding) => finding.hop === hop)
    if (there.some(({ severity }) => severity === 'error')) return 'error'
    return there.some(({ severity }) => severity === 'warning') ? 'warning' : 'ok'
  }
  const station = (hop: HopName, title: string, ...lines: (string | undefined)[]): Station => ({
    hop,
    title,
    lines: lines.filter((line) => line !== undefined),
    state: stateAt(hop),
  })
  const header = (name: string, label: string): string | undefined => {
    const value = echo?.headers[name]
    return value === undefined ? undefined : `${label} ${value}`
  }
  const asker = results.asker === 'browser' ? 'Your browser' : 'This command'
  const fronted = proxy.kind !== undefined || stateAt('edge') !== 'ok' || hopsBefore(site) > 1
  return [
    station('browser', asker, page.origin, echo && `${echo.cookies.length} cookies`),
    ...(fronted
      ? [
          station(
            'edge',
            proxy.name ?? (proxy.kind ? kinds[proxy.kind] : 'Something in front'),
            header('host', 'passes on Host'),
            header('x-scheme', 'X-Scheme'),
          ),
        ]
      : []),
    station(
      'chp',
      'configurable-http-proxy',
      header('x-forwarded-proto', 'X-Forwarded-Proto'),
      header('x-forwarded-for', 'X-Forwarded-For'),
    ),
    station('hub', `JupyterHub ${results.hubVersion ?? ''}`.trim(), pathOf(results.page.hubUrl)),
    station(
      'service',
      'Hubscope',
      results.page.prefix,
      echo && `HTTP/${echo.httpVersion}${echo.peer ? ` from ${echo.peer}` : ''}`,
    ),
    ...(findings.some(({ hop }) => hop === 'server') ? [station('server', 'Users’ servers')] : []),
  ]
}

/** Every proxy adds an entry to X-Forwarded-For; configurable-http-proxy is one of them. */
function hopsBefore({ echo }: Examination['site']): number {
  return echo ? entriesOf(echo, 'x-forwarded-for').length : 0
}

function pathOf(url: string): string | undefined {
  return URL.canParse(url) ? new URL(url).pathname : undefined
}
