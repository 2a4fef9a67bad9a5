import type { DoctorFix } from '../../finding.ts'
import { advice, allowOrigin, hubFix } from '../../found.ts'
import type { Echo } from '../../results.ts'
import { entriesOf, hostWithPort, type Site } from '../../site.ts'

/** `by-chp`: every target sees its own address there, and X-Forwarded-Host names the page's: `--change-origin`. */
export type HostFault = 'host' | 'port' | 'by-chp'

/** What became of Host on the way to the service; undefined where it names the page, port and all. */
export function hostFault({ page, results }: Site, echo: Echo): HostFault | undefined {
  const arrived = echo.headers['host'] ?? ''
  if (hostWithPort(arrived, page.protocol) === hostWithPort(page.host, page.protocol)) return undefined
  const isOwn = echo.isOwnHost ?? arrived === results.inside?.service.address
  if (isOwn && namesPage(echo, page)) return 'by-chp'
  return page.port !== '' && arrived.toLowerCase() === page.hostname.toLowerCase() ? 'port' : 'host'
}

export function namesPage(echo: Echo, page: URL): boolean {
  return entriesOf(echo, 'x-forwarded-host')[0]?.toLowerCase() === page.host.toLowerCase()
}

/** Where Host cannot arrive as the browser sent it. */
export function allowFixes(site: Site): DoctorFix[] {
  return [
    hubFix('Where the proxy cannot keep it, tell the servers which pages are theirs:', allowOrigin(site)),
    advice('Servers take that when they start: start them anew, and check again while one runs.'),
  ]
}

/** That a server, asked as by a page of this site, took it for another's. */
export function refusalsOf({ results, page }: Site): string[] {
  const refusing = (results.inside?.targets ?? []).find(({ fromPage }) => fromPage?.answer?.status === 404)
  return refusing ? [`The server ${refusing.name} refuses what pages of ${page.origin} ask.`] : []
}

/**
 * Who takes pages of this site for theirs, so that Host need not name it: all servers that were asked, or else nobody. To
 * others they answer 404. Source: `APIHandler.prepare` and `JupyterHandler.check_origin` in jupyter_server 2.21.1.
 */
export function allowingServers({ results }: Site): string | undefined {
  const servers = (results.inside?.targets ?? []).filter(({ owner }) => owner === 'server')
  const asked = servers.filter(({ own }) => own.answer?.status === 200)
  if (asked.length === 0 || asked.some(({ fromPage }) => fromPage?.answer?.status !== 200)) return undefined
  const all = Math.max(servers.length, results.inside?.routed?.servers ?? 0)
  return all > asked.length ? `users’ servers (${asked.length} of ${all} asked)` : 'users’ servers'
}
