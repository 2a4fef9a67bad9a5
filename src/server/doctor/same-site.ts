import { isAddress } from '#diagnosis/doctor/is-address.ts'

/**
 * Whether two addresses belong to one hub in subdomain mode, or are of one origin: same scheme and port, and one host is
 * below the other. Passwords go nowhere else. A host of one label but `localhost` is nobody's parent.
 */
export function isSameSite(one: URL, other: URL): boolean {
  if (one.protocol !== other.protocol || one.port !== other.port) return false
  return isBelow(one.hostname, other.hostname) || isBelow(other.hostname, one.hostname)
}

/** Whether a cookie of `domain` goes to `host`. */
export function isBelow(host: string, domain: string): boolean {
  if (host === domain) return true
  const hasName = domain.includes('.') || domain === 'localhost'
  return hasName && !isAddress(host) && host.endsWith(`.${domain}`)
}
