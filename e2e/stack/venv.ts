import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { createInterface } from 'node:readline'
import { withLock } from '../../scripts/lock.mjs'
import type { HubVersion } from './hub-versions.ts'
import { cache, stackFolder } from './paths.ts'
import { explainPip } from './pip.ts'
import { StackProblem } from './problem.ts'
import { findPython } from './python.ts'
import { liveRuns } from './run-directory.ts'

export type VenvOptions = {
  /** Told what a long step is doing, in a few words. */
  progress: (text: string) => void
  signal?: AbortSignal | undefined
}

/** A Python environment that the stack makes for itself. */
type Environment = {
  /** Its folder below `.cache/stack`. */
  name: string
  /** What is in it, for a person. */
  content: string
  /** The file of `requirements/` with its pins. */
  pins: string
}

function requirementsFile({ pins }: Environment): string {
  return join(stackFolder, 'requirements', pins)
}

function pinsOf(requirements: string): string[] {
  const lines = requirements.split('\n').map((line) => line.trim())
  return lines.filter((line) => line !== '' && !line.startsWith('#'))
}

/** Twelve characters that change when a pin does; comments and blank lines do not count. */
export function fingerprint(requirements: string): string {
  return createHash('sha256').update(pinsOf(requirements).join('\n')).digest('hex').slice(0, 12)
}

type Outcome = { code: number; output: string }

function runQuietly(
  command: string,
  args: readonly string[],
  onLine: (line: string) => void,
  signal: AbortSignal | undefined,
): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, [...args], { stdio: ['ignore', 'pipe', 'pipe'], ...(signal && { signal }) })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on('line', (line) => {
        output += `${line}\n`
        onLine(line)
      })
    }
    child.once('error', reject)
    child.once('close', (code) => resolve({ code: code ?? 1, output }))
  })
}

async function makeVenv(
  environment: Environment,
  folder: string,
  requirements: string,
  options: VenvOptions,
): Promise<void> {
  const python = await findPython(process.env)
  options.progress(`making a Python environment for ${environment.content} (once, about half a minute)`)
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  const venv = join(folder, 'venv')
  const made = await runQuietly(python, ['-m', 'venv', venv], () => {}, options.signal)
  if (made.code !== 0) {
    throw new StackProblem(
      `${python} -m venv failed: install Python's venv module (Debian, Ubuntu: apt install python3-venv), or name another Python in the variable PYTHON.`,
    )
  }
  let count = 0
  const total = pinsOf(requirements).filter((pin) => !pin.includes('python_version <')).length
  const pip = await runQuietly(
    join(venv, 'bin', 'python'),
    ['-m', 'pip', 'install', '--disable-pip-version-check', '--requirement', requirementsFile(environment)],
    (line) => {
      if (line.startsWith('Collecting ')) count += 1
      if (line.startsWith('Collecting ') && count % 20 === 0) {
        options.progress(`fetching Python packages: ${count} of ${total}`)
      }
      if (line.startsWith('Installing collected')) options.progress('installing the Python packages')
    },
    options.signal,
  )
  const log = join(folder, 'pip.log')
  writeFileSync(log, pip.output)
  if (pip.code !== 0) throw new StackProblem(explainPip(pip.output, relative(process.cwd(), log)))
}

/** Environments of other pins, unless a run that may use one of them is alive. */
function removeOutdated(environment: Environment, current: string): void {
  if (liveRuns().length > 0) return
  const folder = join(cache, environment.name)
  for (const name of readdirSync(folder)) {
    if (name !== current) rmSync(join(folder, name), { recursive: true, force: true })
  }
}

/**
 * The `bin` folder of an environment with these pins. Makes it on first use, when the pins changed, or when an
 * earlier attempt did not come to its end.
 * @throws StackProblem without a fit Python, without network, or when a package does not install.
 */
export async function ensureEnvironment(environment: Environment, options: VenvOptions): Promise<string> {
  const requirements = readFileSync(requirementsFile(environment), 'utf8')
  // New pins get a new folder: a hub that runs on the old ones goes on undisturbed.
  const name = fingerprint(requirements)
  const folder = join(cache, environment.name, name)
  const marker = join(folder, 'complete')
  const bin = join(folder, 'venv', 'bin')
  const isComplete = () => existsSync(marker) && existsSync(join(bin, 'python'))
  if (isComplete()) return bin
  await withLock(
    join(cache, `${environment.name}.lock`),
    async () => {
      if (isComplete()) return
      await makeVenv(environment, folder, requirements, options)
      // Last, so that a half-made environment is never taken for a whole one.
      writeFileSync(marker, '')
      removeOutdated(environment, name)
    },
    (holder) => options.progress(`waiting for process ${holder}, which makes the same Python environment`),
  )
  return bin
}

/** The `python` of an environment with this JupyterHub in it; throws as `ensureEnvironment` does. */
export async function ensureVenv(version: HubVersion, options: VenvOptions): Promise<string> {
  const hub = { name: version, content: `JupyterHub ${version}`, pins: `hub-${version}.txt` }
  return join(await ensureEnvironment(hub, options), 'python')
}
