import { withoutParameters } from '../../read/mask.ts'
import type { Hop } from '../results.ts'
import { ask, type Asker, recorded } from './ask.ts'

/** Follows redirects within one origin, hop by hop, until somebody answers otherwise or `most` hops are made. */
export async function followed(asker: Asker, start: string, most: number, limit: number): Promise<Hop[]> {
  const hops: Hop[] = []
  const { origin } = new URL(start)
  let url = start
  while (hops.length < most) {
    const asked = await ask(asker, url, { headers: { Accept: 'text/html' } }, limit)
    hops.push({ ...recorded(asked), url: withoutSecrets(url) })
    const { location } = asked
    if (location === undefined || !isRedirect(asked.answer?.status) || !URL.canParse(location, url)) break
    const next = new URL(location, url)
    if (next.origin !== origin) break
    // Seen twice is enough to know of a circle.
    if (hops.filter((hop) => hop.url === withoutSecrets(next.href)).length > 1) break
    url = next.href
  }
  return hops
}

export function isRedirect(status: number | undefined): boolean {
  return status !== undefined && [301, 302, 303, 307, 308].includes(status)
}

/** An address as it may be shown: logins, fragments and the values of its query stay out, but for where it leads. */
export function withoutSecrets(text: string): string {
  const url = new URL(text)
  Object.assign(url, { username: '', password: '', hash: '' })
  const given = [...url.searchParams]
  for (const [name, value] of given) {
    const shown = name === 'next' || name === 'redirects'
    url.searchParams.set(name, shown ? withoutParameters(value) : '…')
  }
  return url.href
}
