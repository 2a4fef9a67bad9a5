import { isSince } from '#hub/versions.ts'
import { keepFetchMetadata } from '../../recipes/headers.ts'
import { type Check, wrong } from '../check.ts'
import { edgeFix, found } from '../found.ts'
import type { Site } from '../site.ts'

/** Origin and Sec-Fetch-* tell the hub a page of its own from another site’s. */
export const metadata: Check = {
  name: 'Origin and Sec-Fetch-*',
  judge(site) {
    const { results, echo, page } = site
    const written = results.methods?.find(({ method, echo: seen }) => method === 'POST' && seen)?.echo
    const origin = written?.headers['origin']
    if (origin !== undefined && origin !== page.origin) return wrong(replaced(site, origin))
    const missing: string[] = []
    if (written && origin === undefined) missing.push('Origin')
    if (results.page.trustworthy && echo && !('sec-fetch-mode' in echo.headers))
      missing.push('Sec-Fetch-Mode')
    if (missing.length > 0 && (site.version === undefined || isSince(site.version, '4.1'))) {
      return wrong(dropped(site, missing))
    }
    if (missing.length > 0) return { well: 'This hub does not look at Origin and Sec-Fetch-*' }
    if (!written && !(results.page.trustworthy && echo)) return undefined
    return { well: results.page.trustworthy ? 'Origin and Sec-Fetch-* arrive' : 'Origin arrives' }
  },
}

function replaced(site: Site, origin: string) {
  return found({
    code: 'ws-origin-blocked',
    about: 'Origin',
    hop: 'edge',
    title: 'Something in front replaces the Origin header',
    explanation:
      'Users’ servers compare Origin with Host and refuse what does not fit: saving fails with 404, and kernels may not connect. Hubscope’s own writes are refused too.',
    evidence: [`A write was sent with Origin ${site.page.origin}; the service received ${origin}.`],
    fixes: [edgeFix(site, 'Leave Origin alone:', keepFetchMetadata)],
  })
}

function dropped(site: Site, missing: readonly string[]) {
  return found({
    code: 'fetch-metadata-stripped',
    hop: 'edge',
    explanation:
      'Nothing fails, and the hub cannot tell a page of its own from another site’s: it logs “Skipping XSRF check for insecure request” and answers calls that other sites’ pages make with the visitor’s cookie.',
    evidence: [`Sent by the browser and not received by the service: ${missing.join(', ')}.`],
    fixes: [edgeFix(site, 'Hand them on:', keepFetchMetadata)],
  })
}
