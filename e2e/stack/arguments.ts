import { parseArgs } from 'node:util'
import { hubVersions, isHubVersion, type HubVersion } from './hub-versions.ts'
import { StackProblem } from './problem.ts'

export type LocalHubArguments = {
  port: number
  hub: HubVersion
  /** Begins and ends with `/`. */
  baseUrl: string
  subdomain: string | undefined
  people: number
  verbose: boolean
  help: boolean
}

export const usage = `npm start [-- OPTIONS]

  --port NUMBER       public port on 127.0.0.1 (default 8000; 0: any free one)
  --hub VERSION       JupyterHub: ${hubVersions.join(', ')} (default ${hubVersions[0]})
  --base-url PATH     base_url of the hub, such as /jupyter/ (default /)
  --subdomain HOST    subdomains for users and services below HOST, such as localhost
  --people NUMBER     users besides the seeded ones (default 200)
  --verbose           print what hub, proxy and services print`

function number(name: string, text: string, max: number): number {
  const value = Number(text)
  if (!/^\d+$/.test(text) || value > max) {
    throw new StackProblem(`--${name} ${text}: give a whole number from 0 to ${max}.`)
  }
  return value
}

function hubVersion(text: string): HubVersion {
  if (isHubVersion(text)) return text
  throw new StackProblem(`--hub ${text}: the local hub can be ${hubVersions.join(', ')}.`)
}

/** `jupyter` and `/jupyter` become `/jupyter/`. */
function normalizeBaseUrl(text: string): string {
  const segments = text.split('/').filter((segment) => segment !== '')
  if (!segments.every((segment) => /^[\w.~-]+$/.test(segment))) {
    throw new StackProblem(`--base-url ${text}: give a path such as /jupyter/.`)
  }
  return segments.length === 0 ? '/' : `/${segments.join('/')}/`
}

function hostName(text: string | undefined): string | undefined {
  if (text === undefined || /^[a-z\d]([a-z\d.-]*[a-z\d])?$/i.test(text)) return text
  throw new StackProblem(`--subdomain ${text}: give a host name without scheme and port, such as localhost.`)
}

function parse(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      options: {
        port: { type: 'string', default: '8000' },
        hub: { type: 'string', default: hubVersions[0] },
        'base-url': { type: 'string', default: '/' },
        subdomain: { type: 'string' },
        people: { type: 'string', default: '200' },
        verbose: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false, short: 'h' },
      },
    }).values
  } catch (error) {
    const reason = error instanceof Error ? (error.message.split('. ')[0] ?? '') : String(error)
    throw new StackProblem(`${reason}. See npm start -- --help.`, { cause: error })
  }
}

/** What the words after `npm start --` mean. @throws StackProblem that names the wrong one. */
export function parseLocalHubArguments(argv: readonly string[]): LocalHubArguments {
  const values = parse(argv)
  return {
    port: number('port', values.port, 65_535),
    hub: hubVersion(values.hub),
    baseUrl: normalizeBaseUrl(values['base-url']),
    subdomain: hostName(values.subdomain),
    people: number('people', values.people, 10_000),
    verbose: values.verbose,
    help: values.help,
  }
}
