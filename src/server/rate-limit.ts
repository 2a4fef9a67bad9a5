const mostRemembered = 1_000

/**
 * At most `count` times in `span` ms for each key; says how many seconds to wait, 0 when it may be done now. Each replica
 * of the service counts for itself.
 */
export function createRateLimit(count: number, span: number, clock: () => number): (key: string) => number {
  const times = new Map<string, number[]>()
  return (key) => {
    const now = clock()
    const lately = (times.get(key) ?? []).filter((at) => at > now - span)
    const [oldest] = lately
    if (oldest !== undefined && lately.length >= count) return Math.ceil((oldest + span - now) / 1000)
    if (times.size >= mostRemembered) times.clear()
    times.set(key, [...lately, now])
    return 0
  }
}
