import type { ProbeResults } from '#diagnosis/doctor/results.ts'
import { isTrustworthy } from './jar.ts'

/**
 * Where service and hub are, from the address that somebody typed: that of the service (`…/services/NAME/…`), or that of
 * the hub with its base URL, where the service is then `hubscope`. Undefined when it is no http address.
 */
export function siteAt(text: string): ProbeResults['page'] | undefined {
  const full = /^https?:\/\//i.test(text) ? text : `https://${text}`
  if (!URL.canParse(full)) return undefined
  const url = new URL(full)
  const [, base = '/', name] = /^(.*?\/)services\/([^/]+)(?:\/|$)/.exec(url.pathname) ?? [
    undefined,
    baseOf(url.pathname),
    'hubscope',
  ]
  return {
    origin: url.origin,
    prefix: `${base}services/${name}/`,
    hubUrl: `${url.origin}${base}hub/`,
    trustworthy: isTrustworthy(url),
  }
}

/** `/jupyter/hub/home` belongs to the hub at `/jupyter/`. */
function baseOf(pathname: string): string {
  const above = /^(.*?\/)(?:hub|user)(?:\/|$)/.exec(pathname)?.[1] ?? pathname
  return above.endsWith('/') ? above : `${above}/`
}
