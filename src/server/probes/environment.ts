import type { Inside } from '#diagnosis/doctor/results.ts'

type Environment = Readonly<Record<string, string | undefined>>

/**
 * Whether an HTTP proxy is configured, and whether NO_PROXY leaves the hub out of it. Values are not told: they may hold
 * passwords.
 */
export function proxyEnvironment(
  environment: Environment,
  hubApiUrl: string,
  { version, execArgv }: Runtime,
): Inside['environment'] {
  const value = (name: string) => environment[name] || environment[name.toLowerCase()] || undefined
  const { hostname, protocol } = new URL(hubApiUrl)
  const proxy = value(protocol === 'https:' ? 'HTTPS_PROXY' : 'HTTP_PROXY') ?? value('ALL_PROXY')
  // Node’s fetch does not know ALL_PROXY, and goes by HTTP_PROXY to https where there is no other.
  const ofNode = value('HTTP_PROXY') ?? (protocol === 'https:' ? value('HTTPS_PROXY') : undefined)
  const exceptions = (value('NO_PROXY') ?? '').split(/[,\s]+/).filter((entry) => entry !== '')
  const heeded = ofNode !== undefined && knowsEnvironment(version) && isTold(environment, execArgv)
  return {
    proxy: proxy !== undefined || heeded,
    covered: exceptions.some((entry) => covers(entry, hostname)),
    heeded,
    hub: hostname,
  }
}

/** Whether the service’s calls to the hub go to an HTTP proxy. */
export function isDetoured({ heeded, covered }: Inside['environment']): boolean {
  return heeded === true && !covered
}

/** What of Node’s `process` tells whether it heeds HTTP_PROXY. */
type Runtime = Pick<NodeJS.Process, 'version' | 'execArgv'>

/** Since 24.0 and 22.21. Source: Node’s documentation of NODE_USE_ENV_PROXY. */
function knowsEnvironment(version: string): boolean {
  const [major = 0, minor = 0] = version.replace('v', '').split('.').map(Number)
  return major >= 24 || (major === 22 && minor >= 21)
}

function isTold(environment: Environment, execArgv: readonly string[]): boolean {
  const options = [...execArgv, ...(environment['NODE_OPTIONS'] ?? '').split(/\s+/)]
  return environment['NODE_USE_ENV_PROXY'] === '1' || options.includes('--use-env-proxy')
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
