/**
 * Whether an HTTP proxy is configured, and whether NO_PROXY leaves the hub out of it. Values are not told: they may hold
 * passwords.
 */
export function proxyEnvironment(
  environment: Readonly<Record<string, string | undefined>>,
  hubApiUrl: string,
): { proxy: boolean; covered: boolean } {
  const value = (name: string) => environment[name] || environment[name.toLowerCase()]
  const { hostname, protocol } = new URL(hubApiUrl)
  const proxy = value(protocol === 'https:' ? 'HTTPS_PROXY' : 'HTTP_PROXY') ?? value('ALL_PROXY')
  const exceptions = (value('NO_PROXY') ?? '').split(/[,\s]+/).filter((entry) => entry !== '')
  return { proxy: proxy !== undefined, covered: exceptions.some((entry) => covers(entry, hostname)) }
}

/** `*`, the name itself, or a domain above it, with or without its dot; ports are not looked at. */
function covers(entry: string, hostname: string): boolean {
  const name = entry
    .toLowerCase()
    .replace(/:\d+$/, '')
    .replace(/^\*?\./, '')
  const host = hostname.toLowerCase()
  return entry === '*' || host === name || host.endsWith(`.${name}`)
}
