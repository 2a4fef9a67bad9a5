import { parseArgs } from 'node:util'
import manifest from '../../package.json' with { type: 'json' }
import { examinationJson, examinationText } from '#diagnosis/doctor/report.ts'
import { ConfigurationError, readConfiguration } from './config.ts'
import { examineSite } from './doctor/doctor.ts'
import { doctorHelp } from './doctor/help.ts'
import { exitCodeOf } from './doctor/exit-code.ts'
import { DoctorProblem } from './doctor/problem.ts'
import { findingFile } from './finding-file.ts'
import { explainFiles, UnreadableError } from './explain.ts'
import { serve } from './serve.ts'

const usage = `Usage: hubscope serve
       hubscope explain [FILE ...] [--json]
       hubscope doctor URL [--user NAME --password-file FILE] [--token-file FILE] [--insecure]
                [--idle SECONDS] [--json]

serve    Runs Hubscope as a service of a JupyterHub. The hub starts it and sets its environment (JUPYTERHUB_*).
explain  Reads logs of the hub, of users' servers and of proxies, browser consoles, curl -v and HAR files, mixed as
         they come, and says which known problems they show. Without FILE it reads standard input. Several files
         count as one text. Nothing leaves this machine, and secrets are masked.
doctor   Sends harmless probes to the hub at URL through everything that stands in front of it, and says what is wrong on
         the way and which lines put it right. See hubscope doctor --help.

Optional environment of serve:
  HUBSCOPE_ALLOWED_SCOPES  the service's oauth_client_allowed_scopes, as a JSON array
  HUBSCOPE_COOKIE_SECRET   32 bytes or more; keeps logins over restarts, and shares them among replicas
  HUBSCOPE_HUB_TIMEOUT     seconds to wait for the hub (default 30)

Options:
  --json   explain: {"findings": [{"code", "certainty", "severity", "title", "evidence": [{"line", "text"}], "fix"}]};
           doctor: the same, with the station, "at"
  --help, --version`

async function main(): Promise<void> {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        idle: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
        insecure: { type: 'boolean' },
        json: { type: 'boolean' },
        'password-file': { type: 'string' },
        'token-file': { type: 'string' },
        user: { type: 'string' },
        version: { type: 'boolean' },
      },
    })
    const [command, ...rest] = positionals
    if (values.help) return console.log(command === 'doctor' ? doctorHelp : usage)
    if (values.version) return console.log(manifest.version)
    if (command === 'explain') {
      if (rest.length === 0 && process.stdin.isTTY) console.error('Reading standard input; Ctrl-D ends it.')
      return print(await explainFiles({ files: rest, json: values.json === true }, process.stdin))
    }
    if (command === 'doctor') {
      const [url] = rest
      if (url === undefined || rest.length > 1)
        return fail('doctor needs one URL', ' (see hubscope doctor --help)')
      const idle = values.idle === undefined ? undefined : Number(values.idle)
      if (idle !== undefined && !(idle >= 1 && idle <= 590))
        return fail('--idle needs seconds, 1 to 590', ' (see hubscope doctor --help)')
      const examination = await examineSite(
        {
          url,
          user: values.user,
          passwordFile: values['password-file'],
          tokenFile: values['token-file'],
          insecure: values.insecure === true,
          idle: idle === undefined ? undefined : idle * 1000,
        },
        new AbortController().signal,
      )
      print(
        values.json
          ? JSON.stringify(examinationJson(examination), undefined, 2)
          : examinationText(examination, findingFile),
      )
      process.exitCode = exitCodeOf(examination)
      return
    }
    if (command !== 'serve' || rest.length > 0 || values.json !== undefined) {
      return fail(command ? `unknown command: ${positionals.join(' ')}` : 'no command given')
    }
    serve(readConfiguration(process.env, manifest.version), (line) => console.log(line))
  } catch (error) {
    const isKnown = error instanceof ConfigurationError || error instanceof UnreadableError
    if (isKnown || error instanceof DoctorProblem) return fail(error.message, '')
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
