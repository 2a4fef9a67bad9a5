import type { Certainty } from '../../../finding.ts'
import { keepHost, schemeAndHost } from '../../../recipes/headers.ts'
import { type Check, wrong } from '../../check.ts'
import { edgeFix, found, hubFix, newerHub, quoted } from '../../found.ts'
import type { Echo } from '../../results.ts'
import { inSome, oneOfSeveral, type Share } from '../../share.ts'
import { entriesOf, type Site } from '../../site.ts'
import {
  allowFixes,
  allowingServers,
  hostFault,
  type HostFault,
  namesPage,
  refusalsOf,
} from './arrived-host.ts'

/** Host and port as the browser used them must reach hub and servers: both compare them with Origin or Referer. */
export const host: Check = {
  name: 'Host and port',
  judge(site) {
    // HTTP/1.1 has it in every request; where none shows, nobody looked.
    const seen = site.echoes.filter((echo) => echo.headers['host'] !== undefined)
    if (seen.length === 0) return undefined
    const judged = seen.map((echo) => ({ echo, fault: hostFault(site, echo) }))
    const lost = judged.find(({ fault }) => fault === 'host') ?? judged.find(({ fault }) => fault === 'port')
    const allowing = allowingServers(site)
    if (lost && !comparesHost(site) && allowing !== undefined) {
      return { well: `Host is changed on the way, and ${allowing} allow pages of ${site.page.origin}` }
    }
    if (lost) {
      const count = judged.filter(({ fault }) => fault === lost.fault).length
      return wrong(lostFound(site, lost.echo, lost.fault, { count, of: seen.length }))
    }
    return judged.some(({ fault }) => fault === 'by-chp')
      ? { well: 'Host is rewritten by configurable-http-proxy alone' }
      : { well: 'Host and port arrive' }
  },
}

function lostFound(site: Site, echo: Echo, fault: HostFault | undefined, share: Share) {
  const { page, results } = site
  const arrived = echo.headers['host']
  const evidence = [
    `The address in the browser is ${page.host}; the service received Host ${arrived || 'empty'}${inSome(share)}.`,
  ]
  const forwarded = entriesOf(echo, 'x-forwarded-host')
  if (forwarded.length > 0) evidence.push(`X-Forwarded-Host is ${forwarded.join(', ')}.`)
  if (fault === 'port') {
    return found({
      code: 'host-port-lost',
      hop: 'edge',
      explanation: `The port ${page.port} is missing from the Host header, so ${whoCompares(site)}.`,
      evidence,
      fixes: [edgeFix(site, 'Pass Host on with its port:', keepHost), ...oneOfSeveral(share)],
    })
  }
  // Nobody has told the service's own address, and configurable-http-proxy may have put it there.
  const isTold = echo.isOwnHost !== undefined || results.inside !== undefined
  const certainty = isTold || !namesPage(echo, page) ? 'certain' : 'likely'
  const { fixes, ...finding } = comparesHost(site)
    ? refBlocked(site, evidence, certainty)
    : originBlocked(site, evidence, certainty)
  return { ...finding, fixes: [...fixes, ...oneOfSeveral(share)] }
}

function whoCompares({ wantsReferer }: Site): string {
  return wantsReferer
    ? 'the hub takes calls of its own pages for those of another site'
    : 'users’ servers refuse to save and, on plain http or with an older Tornado, to open kernels'
}

/** Not one that takes calls of its own pages all the same: then it reads the host elsewhere. */
function comparesHost({ wantsReferer, results }: Site): boolean {
  const taken = results.hubPage?.loggedIn === true && results.cookieCall?.answer?.status === 200
  return wantsReferer === true && !taken
}

function originBlocked(site: Site, evidence: readonly string[], certainty: Certainty) {
  return found({
    code: 'ws-origin-blocked',
    about: 'Host',
    certainty,
    hop: 'edge',
    title: 'Something in front changes the Host header',
    explanation: `The browser’s Origin names ${site.page.host}, and users’ servers compare it with Host: ${whoCompares(site)}.`,
    evidence: [...evidence, ...refusalsOf(site)],
    fixes: [edgeFix(site, 'Pass Host on as the browser sent it:', keepHost), ...allowFixes(site)],
  })
}

function refBlocked(site: Site, evidence: readonly string[], certainty: Certainty) {
  return found({
    code: 'ref-blocked',
    certainty,
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
