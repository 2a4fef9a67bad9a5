import { keepFetchMetadata, keepHost } from '../../../recipes/headers.ts'
import { type Check, wrong } from '../../check.ts'
import { edgeFix, found } from '../../found.ts'
import type { Echo } from '../../results.ts'
import { entriesOf, type Site } from '../../site.ts'
import { allowFixes, allowingServers, hostFault } from './arrived-host.ts'

/** Servers compare Origin and Host of a request for a WebSocket, and proxies often have rules of their own for those. */
export const handshake: Check = {
  name: 'WebSocket origin',
  judge(site) {
    const { handshakes, page } = site
    const seen = handshakes.filter(({ headers }) => headers['host'] !== undefined)
    const [first] = seen
    if (!first) return undefined
    const changed = seen.filter((each) => ['host', 'port'].includes(hostFault(site, each) ?? ''))
    const allowing = allowingServers(site)
    const moved = allowing === undefined ? changed : []
    const foreign = seen.filter(({ headers }) => (headers['origin'] ?? page.origin) !== page.origin)
    // What becomes of all requests is another check's to say.
    const isGeneral = moved.every(({ headers }) => headers['host'] === site.echo?.headers['host'])
    if (moved.length > 0 && !isGeneral) return wrong(hostChanged(site, moved, seen.length))
    const posted = site.results.methods?.find(({ echo }) => echo)?.echo?.headers['origin']
    if (foreign.some(({ headers }) => headers['origin'] !== posted)) {
      return wrong(originChanged(site, foreign, seen.length))
    }
    if (moved.length > 0 || foreign.length > 0) return undefined
    // Of what does not open, another check tells; it is not well.
    if (site.results.sockets?.some(({ opened }) => opened) !== true) return undefined
    return {
      well:
        changed.length > 0
          ? `Host of WebSockets is changed on the way, and ${allowing} allow those of ${page.origin}`
          : 'WebSockets arrive with Origin and Host of this page',
    }
  },
}

function count(some: number, all: number): string {
  return some === all ? 'A request for a WebSocket' : `${some} of ${all} requests for a WebSocket`
}

function hostChanged(site: Site, moved: readonly Echo[], all: number) {
  const [first] = moved
  const forwarded = first ? entriesOf(first, 'x-forwarded-host') : []
  return found({
    code: 'ws-origin-blocked',
    about: 'Host of WebSockets',
    hop: 'edge',
    title: 'Something in front changes the Host of WebSockets alone',
    explanation:
      'Pages work. Users’ servers compare Origin with Host and refuse the WebSockets of kernels and terminals with 403, so that kernels stay at “Connecting…”.',
    evidence: [
      `${count(moved.length, all)} from ${site.page.host} arrived with Host ${first?.headers['host'] || 'empty'}; others arrived with ${site.echo?.headers['host'] ?? 'none'}.`,
      ...(forwarded.length > 0 ? [`X-Forwarded-Host is ${forwarded.join(', ')}.`] : []),
    ],
    fixes: [
      edgeFix(site, 'Pass Host on as the browser sent it, for WebSockets too:', keepHost),
      ...allowFixes(site),
    ],
  })
}

function originChanged(site: Site, foreign: readonly Echo[], all: number) {
  return found({
    code: 'ws-origin-blocked',
    about: 'Origin of WebSockets',
    hop: 'edge',
    title: 'Something in front replaces the Origin of WebSockets',
    explanation:
      'Users’ servers compare Origin with Host and refuse the WebSockets of kernels and terminals with 403, so that kernels stay at “Connecting…”.',
    evidence: [
      `${count(foreign.length, all)} was sent with Origin ${site.page.origin}; the service received ${foreign[0]?.headers['origin']}.`,
    ],
    fixes: [edgeFix(site, 'Leave Origin alone, for WebSockets too:', keepFetchMetadata)],
  })
}
