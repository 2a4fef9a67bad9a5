import { relative } from 'node:path'
import { parseLocalHubArguments, usage, type LocalHubArguments } from './arguments.ts'
import { root } from './paths.ts'
import { personas } from './people.ts'
import { claimPort } from './ports.ts'
import { StackProblem } from './problem.ts'
import { sweepDeadRuns } from './run-directory.ts'
import type { Stack } from './stack-options.ts'
import { startStack } from './stack.ts'

function describe(stack: Stack, people: number): string {
  const rows = [['user = password', 'may do'], ...Object.entries(personas)]
  const table = rows.map(([name = '', rights = '']) => `  ${name.padEnd(17)}${rights}`)
  return [
    `Hubscope is ready: ${stack.hubscopeUrl}`,
    '',
    ...table,
    `  ${people} more users, plain ones; the password is the user name`,
    '',
    `JupyterHub ${stack.hubVersion}: ${stack.url}`,
    `Log: ${relative(process.cwd(), stack.logFile) || root}`,
    'Ctrl-C ends everything.',
  ].join('\n')
}

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/** Aborts at the first signal. npm passes a Ctrl-C on that the terminal already sent, so later ones change nothing. */
function interruption(): AbortController {
  const controller = new AbortController()
  for (const signal of signals) {
    process.on(signal, () => {
      if (!controller.signal.aborted) console.log('\nStopping ...')
      controller.abort()
    })
  }
  return controller
}

async function run(options: LocalHubArguments, signal: AbortSignal): Promise<number> {
  const started = Date.now()
  const stack = await startStack({
    ...options,
    signal,
    progress: (text) => console.log(`- ${text} ...`),
    onLine: (source, line) => {
      if (options.verbose) console.log(`[${source}] ${line}`)
    },
  })
  console.log(
    `  up after ${((Date.now() - started) / 1000).toFixed(1)} s\n\n${describe(stack, options.people)}`,
  )
  const interrupted = new Promise<undefined>((resolve) => {
    signal.addEventListener('abort', () => resolve(undefined), { once: true })
  })
  const lost = signal.aborted ? undefined : await Promise.race([stack.hubLost, interrupted])
  if (lost !== undefined) {
    console.error(
      `The hub has ended (${lost}). Its last lines:\n${stack.logs().split('\n').slice(-15).join('\n')}`,
    )
  }
  await stack.stop()
  return lost === undefined ? 0 : 1
}

/**
 * `npm start`: builds what is stale, starts the local hub, stays until Ctrl-C.
 * @returns the exit code
 * @throws StackProblem for what the person can put right
 */
export async function runLocalHub(
  argv: readonly string[],
  { ensureBuilt }: { ensureBuilt: () => Promise<void> },
): Promise<number> {
  const options = parseLocalHubArguments(argv)
  if (options.help) {
    console.log(usage)
    return 0
  }
  // Before the build, which takes longer than reading what is wrong.
  await sweepDeadRuns()
  if (options.port !== 0) await claimPort(options.port)
  await ensureBuilt()
  const { signal } = interruption()
  try {
    return await run(options, signal)
  } catch (error) {
    if (signal.aborted) return 130
    if (error instanceof StackProblem) throw error
    console.error(error instanceof Error ? error.message : error)
    return 1
  }
}
