import { keepHost, schemeAndHost } from '../../recipes/headers.ts'
import { type Check, wrong } from '../check.ts'
import { edgeFix, found, hubFix, newerHub, quoted } from '../found.ts'
import { entriesOf, hostWithPort, type Site } from '../site.ts'

/** Host and port as the browser used them must reach hub and servers: both compare them with Origin or Referer. */
export const host: Check = {
  name: 'Host and port',
  judge(site) {
    const { echo, page } = site
    // HTTP/1.1 has it in every request; where none shows, nobody looked.
    const arrived = echo?.headers['host']
    if (!echo || arrived === undefined) return undefined
    if (hostWithPort(arrived, page.protocol) === hostWithPort(page.host, page.protocol)) {
      return { well: 'Host and port arrive' }
    }
    if (isChangedByChp(site, arrived)) return { well: 'Host is rewritten by configurable-http-proxy alone' }
    const evidence = [
      `The address in the browser is ${page.host}; the service received Host ${arrived || 'empty'}.`,
    ]
    const forwarded = entriesOf(echo, 'x-forwarded-host')
    if (forwarded.length > 0) evidence.push(`X-Forwarded-Host is ${forwarded.join(', ')}.`)
    if (page.port !== '' && arrived.toLowerCase() === page.hostname.toLowerCase()) {
      return wrong(
        found({
          code: 'host-port-lost',
          hop: 'edge',
          explanation: `The port ${page.port} is missing from the Host header, so ${whoCompares(site)}.`,
          evidence,
          fixes: [edgeFix(site, 'Pass Host on with its port:', keepHost)],
        }),
      )
    }
    return wrong(site.wantsReferer ? refBlocked(site, evidence) : originBlocked(site, evidence))
  },
}

/** With --change-origin every target sees its own address, and the public one stands in X-Forwarded-Host. */
function isChangedByChp({ results, echo, page }: Site, arrived: string): boolean {
  const own = results.inside?.service.address
  const forwarded = echo && entriesOf(echo, 'x-forwarded-host')[0]
  return own !== undefined && arrived === own && forwarded?.toLowerCase() === page.host.toLowerCase()
}

function whoCompares({ wantsReferer }: Site): string {
  return wantsReferer
    ? 'the hub takes calls of its own pages for those of another site'
    : 'users’ servers refuse to save and, on plain http or with an older Tornado, to open kernels'
}

function originBlocked(site: Site, evidence: readonly string[]) {
  return found({
    code: 'ws-origin-blocked',
    about: 'Host',
    hop: 'edge',
    title: 'Something in front changes the Host header',
    explanation: `The browser’s Origin names ${site.page.host}, and users’ servers compare it with Host: ${whoCompares(site)}.`,
    evidence,
    fixes: [
      edgeFix(site, 'Pass Host on as the browser sent it:', keepHost),
      hubFix(
        'Where the proxy cannot keep it, tell the servers which pages are theirs:',
        `c.Spawner.args.append("--ServerApp.allow_origin=${site.page.origin}")`,
      ),
    ],
  })
}

function refBlocked(site: Site, evidence: readonly string[]) {
  return found({
    code: 'ref-blocked',
    hop: 'edge',
    title: 'The hub takes calls of its own pages for those of another site: Host is changed on the way',
    explanation: `JupyterHub ${site.results.hubVersion} compares the Referer with Host. Host no longer names ${site.page.host}, so the hub drops the login and then reports an empty list of scopes as “requires any of […]”.`,
    evidence,
    fixes: [
      edgeFix(
        site,
        'Pass Host and scheme on as the browser used them:',
        schemeAndHost(site.page.protocol === 'https:' ? 'https' : 'as-used'),
      ),
      hubFix(
        'Or let the hub read the host elsewhere, when the proxy sets it there:',
        `c.JupyterHub.forwarded_host_header = ${quoted('X-Forwarded-Host')}`,
      ),
      newerHub,
    ],
  })
}
