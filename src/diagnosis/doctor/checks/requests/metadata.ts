import { isSince } from '#hub/versions.ts'
import { keepFetchMetadata } from '../../../recipes/headers.ts'
import { type Check, wrong } from '../../check.ts'
import { advice, edgeFix, found } from '../../found.ts'
import type { Echo } from '../../results.ts'
import { inSome, oneOfSeveral, type Share, shareOf } from '../../share.ts'
import type { Site } from '../../site.ts'

/** Origin and Sec-Fetch-* tell the hub, and Hubscope, a page of their own from another site’s. */
export const metadata: Check = {
  name: 'Origin and Sec-Fetch-*',
  judge(site) {
    const { results, echoes, page, version } = site
    const written = (results.methods ?? []).flatMap(({ echo }) => (echo ? [echo] : []))
    const other = shareOf(written, ({ headers }) => (headers['origin'] ?? page.origin) !== page.origin)
    if (other) return wrong(replaced(site, other))
    const noOrigin = shareOf(written, ({ headers }) => !('origin' in headers))
    const marked = results.page.trustworthy ? echoes : []
    const noMetadata = shareOf(marked, ({ headers }) => !('sec-fetch-mode' in headers))
    // Older hubs do not look at Sec-Fetch-*. Source: `check_xsrf_cookie` of 4.1.
    const isRead = version === undefined || isSince(version, '4.1')
    if (noOrigin) return wrong(withoutOrigin(site, noOrigin, isRead ? noMetadata : undefined))
    if (noMetadata && isRead) return wrong(withoutMetadata(site, noMetadata))
    if (noMetadata) return { well: 'Origin arrives, and this hub does not look at Sec-Fetch-*' }
    if (written.length === 0 && marked.length === 0) return undefined
    return { well: results.page.trustworthy ? 'Origin and Sec-Fetch-* arrive' : 'Origin arrives' }
  },
}

function replaced(site: Site, other: Share & { first: Echo }) {
  return found({
    code: 'ws-origin-blocked',
    about: 'Origin',
    hop: 'edge',
    title: 'Something in front replaces the Origin header',
    explanation:
      'Users’ servers compare Origin with Host and refuse what does not fit: saving fails with 404, and kernels may not connect. Hubscope’s own writes are refused too.',
    evidence: [
      `A write was sent with Origin ${site.page.origin}; the service received ${other.first.headers['origin']}${inSome(other)}.`,
    ],
    fixes: [edgeFix(site, 'Leave Origin alone:', keepFetchMetadata), ...oneOfSeveral(other)],
  })
}

const skipped =
  'Without Sec-Fetch-* the hub cannot tell a page of its own from another site’s: it logs “Skipping XSRF check for insecure request” and answers calls that other sites’ pages make with the visitor’s cookie.'

function missing(name: string, share: Share): string {
  return `Sent, and not received by the service: ${name}${inSome(share)}.`
}

function withoutOrigin(site: Site, noOrigin: Share, noMetadata: Share | undefined) {
  return found({
    code: 'fetch-metadata-stripped',
    hop: 'edge',
    title: 'Something in front removes the Origin header',
    explanation: [
      'Hubscope knows its own page by Origin, so it refuses every change made on it with 403, and cannot look around from inside. The hub and users’ servers do without.',
      ...(noMetadata ? [skipped] : []),
    ].join(' '),
    evidence: [missing('Origin', noOrigin), ...(noMetadata ? [missing('Sec-Fetch-Mode', noMetadata)] : [])],
    fixes: [edgeFix(site, 'Hand them on:', keepFetchMetadata), ...oneOfSeveral(noOrigin)],
  })
}

/** The command sends them always; of browsers, one that sends none looks the same as a proxy that takes them away. */
function withoutMetadata(site: Site, share: Share) {
  const isBrowser = site.results.asker === 'browser'
  return found({
    code: 'fetch-metadata-stripped',
    certainty: isBrowser && share.count === share.of ? 'likely' : 'certain',
    hop: 'edge',
    explanation: `Nothing that people do fails. ${skipped}`,
    evidence: [missing('Sec-Fetch-Mode', share)],
    fixes: [
      edgeFix(site, 'Hand them on:', keepFetchMetadata),
      ...oneOfSeveral(share),
      ...(isBrowser
        ? [advice('Safari below 16.4 sends none. If this is one, check with another browser.')]
        : []),
    ],
  })
}
