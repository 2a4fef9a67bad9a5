import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { endLeftovers } from './leftovers.ts'
import { cache } from './paths.ts'

const prefix = 'run-'

/** A fresh directory for one run: database, sockets' secrets, homes, logs. It remembers which process it belongs to. */
export function makeRunDirectory(): string {
  mkdirSync(cache, { recursive: true })
  const directory = mkdtempSync(join(cache, prefix))
  writeFileSync(join(directory, 'owner.pid'), String(process.pid))
  return directory
}

export function removeRunDirectory(directory: string): void {
  rmSync(directory, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

function ownerOf(directory: string): number | undefined {
  try {
    return Number(readFileSync(join(directory, 'owner.pid'), 'utf8'))
  } catch {
    // Just being made, or half removed.
    return undefined
  }
}

function runs(): { directory: string; owner: number | undefined }[] {
  mkdirSync(cache, { recursive: true })
  const directories = readdirSync(cache).filter((name) => name.startsWith(prefix))
  return directories
    .map((name) => join(cache, name))
    .map((directory) => ({ directory, owner: ownerOf(directory) }))
}

/** Directories of the runs whose process lives, or may be just beginning. */
export function liveRuns(): string[] {
  return runs()
    .filter(({ owner }) => owner === undefined || isRunning(owner))
    .map(({ directory }) => directory)
}

/** Ends what runs of killed stacks left behind, and removes their directories. Runs whose process lives are not touched. */
export async function sweepDeadRuns(): Promise<void> {
  for (const { directory, owner } of runs()) {
    if (owner === undefined || isRunning(owner)) continue
    await endLeftovers(directory, 3000)
    removeRunDirectory(directory)
  }
}
