import { parseArgs } from 'node:util'
import manifest from '../../package.json' with { type: 'json' }
import { ConfigurationError, readConfiguration } from './config.ts'
import { serve } from './serve.ts'

const usage = `Usage: hubscope serve

Runs Hubscope as a service of a JupyterHub. The hub starts it and sets its environment (JUPYTERHUB_*).

Optional environment:
  HUBSCOPE_ALLOWED_SCOPES  the service's oauth_client_allowed_scopes, as a JSON array
  HUBSCOPE_COOKIE_SECRET   32 bytes or more; keeps logins over restarts, and shares them among replicas
  HUBSCOPE_HUB_TIMEOUT     seconds to wait for the hub (default 30)

Options:
  --help, --version`

function main(): void {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { help: { type: 'boolean', short: 'h' }, version: { type: 'boolean' } },
    })
    if (values.help) return console.log(usage)
    if (values.version) return console.log(manifest.version)
    const [command, ...rest] = positionals
    if (command !== 'serve' || rest.length > 0) {
      return fail(command ? `unknown command: ${positionals.join(' ')}` : 'no command given')
    }
    serve(readConfiguration(process.env, manifest.version), (line) => console.log(line))
  } catch (error) {
    if (error instanceof ConfigurationError) return fail(error.message, '')
    fail(error instanceof Error ? (error.message.split(/[.\n]/)[0] ?? '') : String(error))
  }
}

function fail(problem: string, hint = ' (see hubscope --help)'): void {
  console.error(`hubscope: ${problem}${hint}`)
  process.exitCode = 2
}

main()
