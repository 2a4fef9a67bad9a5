import { keepNoPath } from '../../../recipes/answers.ts'
import { answererOf } from '../../answerer.ts'
import type { DoctorFix } from '../../finding.ts'
import { edgeFix, recipeSite } from '../../found.ts'
import type { Asked } from '../../results.ts'
import type { Site } from '../../site.ts'

/**
 * A login portal in the place of the hub: a redirect to another host, or, where JSON was asked, a redirect at all or a
 * page. The hub redirects its own pages within its host, and calls of its API never.
 */
export function isPortal({ answer }: Asked, { page }: Site, kind: 'api' | 'page'): boolean {
  if (!answer) return false
  const by = answererOf(answer)
  if (by === 'hub' || by === 'service' || by === 'hub-page' || by === 'chp') return false
  const location = answer.headers['location']
  if (location !== undefined && URL.canParse(location, page)) {
    const to = new URL(location, page)
    if (to.hostname !== page.hostname) return true
  }
  if (kind === 'page') return false
  return by === 'hidden' || (answer.status === 200 && answer.body === 'html')
}

/** Takes out what leads a part of the site to a portal. */
export function leaveOut(site: Site, path: string): DoctorFix {
  return edgeFix(
    site,
    `Leave ${path} out of the portal, since the hub checks every call itself:`,
    keepNoPath(path, recipeSite(site)),
  )
}
