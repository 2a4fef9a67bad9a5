import { answererOf } from './answerer.ts'
import type { Examination } from './examine.ts'
import type { HopName } from './finding.ts'
import { entriesOf, schemeOfHub, type Site } from './site.ts'

/** What a station does with a request: "passes on", and "Host hub.example:8443" with others. */
export interface StationLine {
  does: string
  what: readonly string[]
}

/** One station on the way of a request, for the picture. */
export interface Station {
  hop: HopName
  /** "nginx/1.22.1", "JupyterHub 6.1.1". */
  title: string
  lines: readonly StationLine[]
  /** The worst that is wrong there; `unseen`: nothing came back that had been there, so nobody can say. */
  state: 'ok' | 'warning' | 'error' | 'unseen'
  /** The way ends here: the hub's proxy chooses one of these by the path. */
  isEnd: boolean
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

/** From the browser to where the way ends, with what each station makes of a request. The edge is left out when nothing shows one. */
export function wayOf({ findings, site }: Examination): Station[] {
  const { results, page, proxy } = site
  const stateAt = (hop: HopName): Station['state'] => {
    const there = findings.filter((finding) => finding.hop === hop)
    if (there.some(({ severity }) => severity === 'error')) return 'error'
    if (there.some(({ severity }) => severity === 'warning')) return 'warning'
    return isSeen(hop, site) ? 'ok' : 'unseen'
  }
  const station = (hop: HopName, title: string, lines: readonly StationLine[]): Station => ({
    hop,
    title,
    lines,
    state: stateAt(hop),
    isEnd: hop === 'hub' || hop === 'service' || hop === 'server',
  })
  const asker = results.asker === 'browser' ? 'Your browser' : 'This command'
  const isEdgeWrong = findings.some(({ hop, severity }) => hop === 'edge' && severity !== 'info')
  const fronted = proxy.kind !== undefined || isEdgeWrong || forwarded(site, 'for').length > 1
  const edge = proxy.name ?? (proxy.kind ? kinds[proxy.kind] : 'Something in front')
  const servers = serverLines(site)
  return [
    station('browser', asker, [line('asks', page.origin), ...cookieLines(site)]),
    ...(fronted ? [station('edge', edge, edgeLines(site))] : []),
    station('chp', 'configurable-http-proxy', chpLines(site)),
    station('hub', `JupyterHub ${results.hubVersion ?? ''}`.trim(), hubLines(site)),
    station('service', 'Hubscope', serviceLines(site)),
    ...(servers.length > 0 || findings.some(({ hop }) => hop === 'server')
      ? [station('server', 'Users’ servers', servers)]
      : []),
  ]
}

/** Whether something came back from there, or from behind it. */
function isSeen(hop: HopName, site: Site): boolean {
  const { results, echo, proxy } = site
  const isHubSeen = (results.hub ?? []).some(({ answer }) => answer && answererOf(answer) === 'hub')
  const isBehindSeen = echo !== undefined || isHubSeen
  switch (hop) {
    case 'browser':
    case 'edge':
      return isBehindSeen || proxy.kind !== undefined
    case 'chp':
      return isBehindSeen
    case 'hub':
      return isHubSeen || results.inside?.hub?.answer !== undefined
    case 'service':
      return echo !== undefined
    case 'server':
      return (results.inside?.targets ?? []).some(({ owner, own }) => owner === 'server' && own.answer)
  }
}

function line(does: string, ...what: readonly string[]): StationLine {
  return { does, what }
}

/** Every proxy adds an entry to these; configurable-http-proxy is one of them, and the last. */
function forwarded({ echo }: Site, what: 'for' | 'proto'): string[] {
  return echo ? entriesOf(echo, `x-forwarded-${what}`) : []
}

function cookieLines({ echo }: Site): StationLine[] {
  if (!echo) return []
  const count = echo.cookies.length
  return [line('with', count === 1 ? '1 cookie' : `${count === 0 ? 'no' : count} cookies`)]
}

/** What configurable-http-proxy was handed, which is what arrived without what it adds. */
function edgeLines(site: Site): StationLine[] {
  const { echo } = site
  if (!echo) return []
  const names = {
    Host: echo.headers['host'],
    'X-Scheme': echo.headers['x-scheme'],
    'X-Forwarded-Proto': forwarded(site, 'proto').slice(0, -1).join(', '),
    'X-Forwarded-For': forwarded(site, 'for').slice(0, -1).join(', '),
  }
  return [line('passes on', ...Object.entries(names).map(([name, value]) => `${name} ${value || 'none'}`))]
}

function chpLines(site: Site): StationLine[] {
  const added = (name: string, what: 'proto' | 'for') =>
    forwarded(site, what)
      .slice(-1)
      .map((value) => `${name} ${value}`)
  const all = [...added('X-Forwarded-Proto', 'proto'), ...added('X-Forwarded-For', 'for')]
  return all.length > 0 ? [line('adds', ...all)] : []
}

function hubLines({ results, echo }: Site): StationLine[] {
  const { hubUrl } = results.page
  return [
    ...(URL.canParse(hubUrl) ? [line('is at', new URL(hubUrl).pathname)] : []),
    ...(echo ? [line('believes in', schemeOfHub(echo))] : []),
  ]
}

function serviceLines({ results, echo }: Site): StationLine[] {
  const own = results.inside?.hub
  return [
    line('is at', results.page.prefix),
    ...(echo ? [line('gets', `HTTP/${echo.httpVersion}${echo.peer ? ` from ${echo.peer}` : ''}`)] : []),
    ...(own ? [line('asks the hub', own.answer ? `gets ${own.answer.status}` : 'gets no answer')] : []),
  ]
}

function serverLines({ results }: Site): StationLine[] {
  const servers = (results.inside?.targets ?? []).filter(({ owner }) => owner === 'server')
  if (servers.length === 0) return []
  const answering = servers.filter(({ own }) => own.answer).length
  return [line('when asked', `${answering} of ${servers.length} answer`)]
}
