import { type HubVersion, isSince, parseVersion } from '#hub/versions.ts'
import type { ProxyKind } from '../recipes/proxy.ts'
import { recognise, type Recognised } from './recognise.ts'
import type { Echo, ProbeResults } from './results.ts'

/** What several checks need, read from the results once. */
export interface Site {
  results: ProbeResults
  /** The address in the browser. */
  page: URL
  /** The first echo that arrived. */
  echo: Echo | undefined
  echoes: readonly Echo[]
  /** Requests for WebSockets as they arrived; of a browser, each came over a connection of its own. */
  handshakes: readonly Echo[]
  version: HubVersion | undefined
  /** Below 4 the hub compares a Referer; undefined when the version is not known. */
  wantsReferer: boolean | undefined
  proxy: Recognised
  /** The proxy for which lines are written first; nginx, the most frequent, when none is recognised. */
  recipe: ProxyKind
}

export function siteOf(results: ProbeResults): Site {
  const version = results.hubVersion === undefined ? undefined : parseVersion(results.hubVersion)
  const echoes = (results.echoes ?? []).flatMap(({ echo }) => (echo ? [echo] : []))
  const proxy = recognise(results)
  return {
    results,
    page: new URL(results.page.origin),
    echo: echoes[0],
    echoes,
    handshakes: (results.sockets ?? []).flatMap(({ seen }) => (seen ? [seen] : [])),
    version,
    wantsReferer: version && !isSince(version, '4.0'),
    proxy,
    recipe: proxy.kind ?? 'nginx',
  }
}

/** The entries of a header to which every proxy adds one. */
export function entriesOf(echo: Echo, name: string): string[] {
  return (echo.headers[name] ?? '')
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '')
}

/**
 * The scheme that the hub believes in. Tornado takes X-Scheme, else X-Forwarded-Proto, and of either the last entry;
 * behind configurable-http-proxy that is the proxy's own. Source: `_HTTPRequestContext._apply_xheaders`.
 */
export function schemeOfHub(echo: Echo): 'http' | 'https' {
  const name = 'x-scheme' in echo.headers ? 'x-scheme' : 'x-forwarded-proto'
  return entriesOf(echo, name).at(-1)?.toLowerCase() === 'https' ? 'https' : 'http'
}

/**
 * The scheme that hubs below 4 compare the Referer with, and by which users’ servers of all hubs mark their cookies:
 * `Forwarded`, else X-Scheme, else the first X-Forwarded-Proto. Source: `get_browser_protocol` in jupyterhub/utils.py.
 */
export function schemeOfReferer(echo: Echo): string {
  const forwarded = /(?:^|[;,\s])proto="?(\w+)/i.exec(entriesOf(echo, 'forwarded')[0] ?? '')?.[1]
  const scheme =
    forwarded ?? (echo.headers['x-scheme'] || undefined) ?? entriesOf(echo, 'x-forwarded-proto')[0]
  return (scheme ?? 'http').trim().toLowerCase()
}

/** A host with its port, where the scheme's usual port is written out. */
export function hostWithPort(host: string, protocol: string): string {
  const usual = protocol === 'https:' ? '443' : '80'
  return /:\d+$/.test(host) ? host.toLowerCase() : `${host.toLowerCase()}:${usual}`
}
