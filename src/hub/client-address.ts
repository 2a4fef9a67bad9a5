/** What proxies say of where a request comes from. */
interface Forwarded {
  realIp: string | undefined
  /** Every proxy adds one. */
  forwardedFor: readonly string[]
}

/**
 * The address for which the hub takes a visitor; undefined where that is no address, and it takes the one that the
 * connection comes from. Source: `_HTTPRequestContext._apply_xheaders` and `is_valid_ip` of Tornado 6.6.
 */
export function clientAddress(
  { realIp, forwardedFor }: Forwarded,
  trusted: readonly string[] = [],
): string | undefined {
  const far = forwardedFor.findLast((each) => !trusted.includes(each)) ?? forwardedFor[0]
  const named = realIp ?? far
  return named !== undefined && isAddress(named) ? named : undefined
}

/** The C library takes IPv4 in fewer than four parts, too, the last of which is then larger. */
function isAddress(text: string): boolean {
  if (/^(?:[\da-f]{0,4}:){2,7}(?:[\da-f]{0,4}|\d+(?:\.\d+){3})$/i.test(text)) return true
  if (!/^\d+(?:\.\d+){0,3}$/.test(text)) return false
  const parts = text.split('.').map(Number)
  const last = parts.pop() ?? 0
  return parts.every((part) => part < 256) && last < 256 ** (4 - parts.length)
}
