import { spawn, type ChildProcess } from 'node:child_process'
import { createInterface } from 'node:readline'

/** Takes one line that a process of the stack printed, without its line end. */
export type LineSink = (source: string, line: string) => void

export type ProcessSpec = {
  /** What its lines are labelled with: `hub`, `proxy`. */
  name: string
  command: string
  args: readonly string[]
  cwd: string
  env: NodeJS.ProcessEnv
  onLine: LineSink
}

/** One process that the stack started, in a process group of its own: a Ctrl-C in the terminal does not reach it. */
export type RunningProcess = {
  readonly pid: number
  /** How it ended, in words, or undefined while it runs. */
  ended(): string | undefined
  /** Resolves when it has ended. */
  readonly exited: Promise<void>
  /** SIGTERM to the process, and SIGKILL to its whole group when `patience` milliseconds did not suffice. */
  stop(patience: number): Promise<void>
}

/** Starts a process. Its output goes to `onLine`, line by line. */
export function startProcess(spec: ProcessSpec): RunningProcess {
  const child = spawn(spec.command, [...spec.args], {
    cwd: spec.cwd,
    env: spec.env,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (line) => spec.onLine(spec.name, line))
  }
  let outcome: string | undefined
  const exited = new Promise<void>((resolve) => {
    child.once('error', (error) => {
      outcome = error.message
      resolve()
    })
    child.once('exit', (code, signal) => {
      outcome = signal === null ? `exit code ${code}` : `signal ${signal}`
      resolve()
    })
  })
  return {
    pid: child.pid ?? 0,
    ended: () => outcome,
    exited,
    stop: (patience) => stopProcess(child, exited, patience),
  }
}

async function stopProcess(child: ChildProcess, exited: Promise<void>, patience: number): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return
  child.kill('SIGTERM')
  const timer = setTimeout(() => killGroup(child.pid), patience)
  await exited
  clearTimeout(timer)
}

function killGroup(pid: number | undefined): void {
  if (pid === undefined) return
  try {
    process.kill(-pid, 'SIGKILL')
  } catch {
    // It ended in this very moment.
  }
}
