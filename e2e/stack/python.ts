import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { StackProblem } from './problem.ts'

const run = promisify(execFile)

/** The oldest Python that JupyterHub 6 runs on. */
export const oldestPython = [3, 10] as const

const candidates = ['python3', 'python3.13', 'python3.12', 'python3.11', 'python3.10', 'python']

const probe = `
import sys
try:
    import ensurepip, venv
    pip = 1
except ImportError:
    pip = 0
print(sys.version_info[0], sys.version_info[1], pip)
`

/** What an interpreter says of itself; `undefined` in its place means that it does not run. */
export type PythonProbe = { major: number; minor: number; hasVenv: boolean }

async function ask(command: string): Promise<PythonProbe | undefined> {
  try {
    const { stdout } = await run(command, ['-c', probe], { timeout: 20_000 })
    const [major = 0, minor = 0, venv = 0] = stdout.trim().split(' ').map(Number)
    return { major, minor, hasVenv: venv === 1 }
  } catch {
    return undefined
  }
}

/** True from Python 3.10 on. */
export function isNewEnough(python: PythonProbe): boolean {
  const [major, minor] = oldestPython
  return python.major > major || (python.major === major && python.minor >= minor)
}

function venvProblem(command: string, python: PythonProbe): StackProblem {
  const version = `${python.major}.${python.minor}`
  return new StackProblem(
    `${command} (Python ${version}) lacks the venv module with pip: install it (Debian, Ubuntu: apt install python${version}-venv), or name another Python in the variable PYTHON.`,
  )
}

const needs = `Python ${oldestPython.join('.')} or newer`

/**
 * The command of a Python that can make the environment: $PYTHON if set, else the first fit of the usual names.
 * @throws StackProblem that says what is missing.
 */
export async function findPython(environment: NodeJS.ProcessEnv, probeOf = ask): Promise<string> {
  const named = environment['PYTHON']
  if (named) {
    const python = await probeOf(named)
    if (python === undefined) {
      throw new StackProblem(`PYTHON=${named} does not run: set it to ${needs}, or unset it.`)
    }
    if (!isNewEnough(python)) {
      throw new StackProblem(
        `PYTHON=${named} is Python ${python.major}.${python.minor}: the local hub needs ${needs}.`,
      )
    }
    if (!python.hasVenv) throw venvProblem(named, python)
    return named
  }
  let problem: StackProblem | undefined
  for (const command of candidates) {
    const python = await probeOf(command)
    if (python === undefined) continue
    if (!isNewEnough(python)) {
      problem ??= new StackProblem(
        `${command} is Python ${python.major}.${python.minor}: the local hub needs ${needs}. Install it, or name it in the variable PYTHON.`,
      )
    } else if (python.hasVenv) {
      return command
    } else {
      problem = venvProblem(command, python)
    }
  }
  throw (
    problem ??
    new StackProblem(
      `No Python found: install ${needs} with its venv module, or name it in the variable PYTHON.`,
    )
  )
}
