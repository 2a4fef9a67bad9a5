import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'

/** The variable that marks every process of a run, its servers and services included. Its value is the run's directory. */
export const runMark = 'HUBSCOPE_STACK_RUN'

function markedInProc(mark: string): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((name) => {
      try {
        return readFileSync(`/proc/${name}/environ`, 'utf8').split('\0').includes(mark)
      } catch {
        // Not ours to read, or gone: then not one of the stack's.
        return false
      }
    })
    .map(Number)
}

function markedInPs(mark: string): number[] {
  const listing = execFileSync('ps', ['-axww', '-E', '-o', 'pid=,command='], { encoding: 'utf8' })
  return listing
    .split('\n')
    .filter((line) => `${line} `.includes(`${mark} `))
    .map((line) => Number.parseInt(line, 10))
}

/** Process ids of everything that still runs for `runDir`, this process not among them. */
export function processesOfRun(runDir: string): number[] {
  const mark = `${runMark}=${runDir}`
  const pids = existsSync('/proc/self/environ') ? markedInProc(mark) : markedInPs(mark)
  return pids.filter((pid) => pid !== process.pid)
}

/** Signals processes; those that are gone by now are passed over. */
export function signalAll(pids: readonly number[], signal: NodeJS.Signals): void {
  for (const pid of pids) {
    try {
      process.kill(pid, signal)
    } catch {
      // Ended meanwhile.
    }
  }
}

/** Ends everything that still runs for `runDir`: SIGTERM, and SIGKILL for what is left after `patience` milliseconds. */
export async function endLeftovers(runDir: string, patience: number): Promise<void> {
  signalAll(processesOfRun(runDir), 'SIGTERM')
  const deadline = Date.now() + patience
  while (processesOfRun(runDir).length > 0) {
    if (Date.now() > deadline) signalAll(processesOfRun(runDir), 'SIGKILL')
    await sleep(50)
  }
}
