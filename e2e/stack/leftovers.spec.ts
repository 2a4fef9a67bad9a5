import { spawn } from 'node:child_process'
import { expect, it } from 'vitest'
import { endLeftovers, processesOfRun, runMark } from './leftovers.ts'

function sleeper(runDir: string): Promise<number> {
  const script = "process.on('SIGTERM', () => {}); console.log('ready'); setInterval(() => {}, 1000)"
  const child = spawn(process.execPath, ['--eval', script], {
    env: { ...process.env, [runMark]: runDir },
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  return new Promise((resolve) => {
    child.stdout.once('data', () => resolve(child.pid ?? 0))
  })
}

it('finds and ends the processes of one run, stubborn ones too, and leaves those of another alone', async () => {
  const mine = `/nowhere/run-${process.pid}`
  const [pid, other] = await Promise.all([sleeper(mine), sleeper(`${mine}-other`)])
  try {
    expect(processesOfRun(mine)).toEqual([pid])
    await endLeftovers(mine, 50)
    expect(processesOfRun(mine)).toEqual([])
    expect(processesOfRun(`${mine}-other`)).toEqual([other])
  } finally {
    await endLeftovers(`${mine}-other`, 0)
  }
})
