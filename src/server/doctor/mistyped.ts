import { answererOf } from '#diagnosis/doctor/answerer.ts'
import { ask, type Asker, type AskedWhole } from '#diagnosis/doctor/ask/ask.ts'
import type { ProbeResults } from '#diagnosis/doctor/results.ts'

type Page = ProbeResults['page']

/** What nginx, Apache, Go’s server (Traefik, Caddy) and Tomcat answer with 400 where TLS is spoken and http came. */
const tlsOnly =
  /plain HTTP request was sent to HTTPS port|speaking plain HTTP to an SSL-enabled|sent an HTTP request to an HTTPS server|host and port requires TLS/i

/** Whether http was asked for where TLS is spoken: somebody says so, or what came back is no HTTP, as an alert of TLS is. */
export function isTlsAskedPlainly({ answer, text = '', reason }: AskedWhole, { origin }: Page): boolean {
  if (!origin.startsWith('http://')) return false
  return reason === 'HPE_INVALID_CONSTANT' || (answer?.status === 400 && tlsOnly.test(text))
}

/**
 * Where the hub is, when it is not below the base URL that was typed: it redirects what it does not know to itself, below
 * its own base URL (`PrefixRedirectHandler`), and answers there. Where it does not, something on the way changes the path.
 * @param api what `hub/api/` below the typed base URL was answered with
 * @returns the hub's address with its base URL
 */
export async function hubElsewhere(
  asker: Asker,
  { origin, hubUrl }: Page,
  { answer, location }: AskedWhole,
): Promise<string | undefined> {
  if (!answer || answererOf(answer) !== 'hub' || location === undefined || !URL.canParse(location, hubUrl)) {
    return undefined
  }
  const typed = new URL('../', hubUrl).pathname
  const { pathname } = new URL(location, hubUrl)
  const tail = `hub${typed}hub/api/`
  const base = pathname.endsWith(`/${tail}`) ? pathname.slice(0, -tail.length) : undefined
  if (base === undefined || base === typed) return undefined
  const there = await ask(asker, `${origin}${base}hub/api/`)
  const isThere = there.answer?.status === 200 && answererOf(there.answer) === 'hub'
  return isThere ? `${origin}${base}` : undefined
}
