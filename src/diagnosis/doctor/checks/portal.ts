import { answererOf } from '../answerer.ts'
import type { Asked } from '../results.ts'
import type { Site } from '../site.ts'

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
