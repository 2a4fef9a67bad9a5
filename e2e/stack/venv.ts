import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { withLock } from '../../scripts/lock.mjs'
import type { HubVersion } from './hub-versions.ts'
import { cache, stackFolder } from './paths.ts'
import { explainPip } from './pip.ts'
import { StackProblem } from './problem.ts'
import { findPython } from './python.ts'

export type VenvOptions = {
  /** Told what a long step is doing, in a few words. */
  progress: (text: string) => void
  signal?: AbortSignal | undefined
}

/** What marks an environment as complete and made of these requirements. */
export function fingerprint(requirements: string): string {
  const lines = requirements.split('\n').map((line) => line.trim())
  const pins = lines.filter((line) => line !== '' && !line.startsWith('#'))
  return createHash('sha256').update(pins.join('\n')).digest('hex')
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

async function makeVenv(version: HubVersion, requirements: string, options: VenvOptions): Promise<void> {
  const folder = join(cache, version)
  const venv = join(folder, 'venv')
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  const python = await findPython(process.env)
  options.progress(`making a Python environment for JupyterHub ${version} (once, about half a minute)`)
  const made = await runQuietly(python, ['-m', 'venv', venv], () => {}, options.signal)
  if (made.code !== 0) {
    throw new StackProblem(
      `${python} -m venv failed: install Python's venv module (Debian, Ubuntu: apt install python3-venv), or name another Python in the variable PYTHON.`,
    )
  }
  let count = 0
  const file = join(stackFolder, 'requirements', `hub-${version}.txt`)
  const total = requirements.split('\n').filter((line) => line.includes('==')).length
  const pip = await runQuietly(
    join(venv, 'bin', 'python'),
    ['-m', 'pip', 'install', '--disable-pip-version-check', '--requirement', file],
    (line) => {
      if (line.startsWith('Collecting ')) {
        count += 1
        if (count % 10 === 0) options.progress(`fetching Python packages: ${count} of ${total}`)
      }
      if (line.startsWith('Installing collected')) options.progress('installing them')
    },
    options.signal,
  )
  const log = join(folder, 'pip.log')
  writeFileSync(log, pip.output)
  if (pip.code !== 0) throw new StackProblem(explainPip(pip.output, log))
}

/**
 * The `python` of an environment with this JupyterHub in it. Makes it on first use, or when the pins changed,
 * or when an earlier attempt did not come to its end.
 * @throws StackProblem without a fit Python, without network, or when a package does not install.
 */
export async function ensureVenv(version: HubVersion, options: VenvOptions): Promise<string> {
  const requirements = readFileSync(join(stackFolder, 'requirements', `hub-${version}.txt`), 'utf8')
  const wanted = fingerprint(requirements)
  const marker = join(cache, version, 'complete')
  const python = join(cache, version, 'venv', 'bin', 'python')
  const isComplete = () => existsSync(python) && existsSync(marker) && readFileSync(marker, 'utf8') === wanted
  if (isComplete()) return python
  await withLock(
    join(cache, `${version}.lock`),
    async () => {
      if (isComplete()) return
      await makeVenv(version, requirements, options)
      // Last, so that a half-made environment is never taken for a whole one.
      writeFileSync(marker, wanted)
    },
    (holder) => options.progress(`waiting for process ${holder}, which makes the same Python environment`),
  )
  return python
}
