import { parseArgs } from 'node:util'
import manifest from '../../package.json' with { type: 'json' }
import { ConfigurationError, readConfiguration } from './config.ts'
import { explainFiles, UnreadableError } from './explain.ts'
import { serve } from './serve.ts'

const usage = `Usage: hubscope serve
       hubscope explain [FILE ...] [--json]

serve    Runs Hubscope as a service of a JupyterHub. The hub starts it and sets its environment (JUPYTERHUB_*).
explain  Reads logs of the hub, of users' servers and of proxies, browser consoles, curl -v and HAR files, mixed as
         they come, and says which known problems they show. Without FILE it reads standard input. Several files
         count as one text. Nothing leaves this machine, and secrets are masked.

Optional environment of serve:
  HUBSCOPE_ALLOWED_SCOPES  the service's oauth_client_allowed_scopes, as a JSON array
  HUBSCOPE_COOKIE_SECRET   32 bytes or more; keeps logins over restarts, and shares them among replicas
  HUBSCOPE_HUB_TIMEOUT     seconds to wait for the hub (default 30)

Options:
  --json   explain: {"findings": [{"code", "certainty", "severity", "title", "evidence": [{"line", "text"}], "fix"}]}
  --help, --version`

async function main(): Promise<void> {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        help: { type: 'boolean', short: 'h' },
        json: { type: 'boolean' },
        version: { type: 'boolean' },
      },
    })
    if (values.help) return console.log(usage)
    if (values.version) return console.log(manifest.version)
    const [command, ...rest] = positionals
    if (command === 'explain') {
      if (rest.length === 0 && process.stdin.isTTY) console.error('Reading standard input; Ctrl-D ends it.')
      return print(await explainFiles({ files: rest, json: values.json === true }, process.stdin))
    }
    if (command !== 'serve' || rest.length > 0 || values.json !== undefined) {
      return fail(command ? `unknown command: ${positionals.join(' ')}` : 'no command given')
    }
    serve(readConfiguration(process.env, manifest.version), (line) => console.log(line))
  } catch (error) {
    if (error instanceof ConfigurationError || error instanceof UnreadableError)
      return fail(error.message, '')
    fail(error instanceof Error ? (error.message.split(/[.\n]/)[0] ?? '') : String(error))
  }
}

/** Whoever reads the output may stop early, as `head` does; that is no fault. */
function print(text: string): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
  })
  process.stdout.write(`${text}\n`)
}

function fail(problem: string, hint = ' (see hubscope --help)'): void {
  console.error(`hubscope: ${problem}${hint}`)
  process.exitCode = 2
}

await main()
