import { expect, it } from 'vitest'
import { startProcess } from './processes.ts'

function node(script: string, onLine: (source: string, line: string) => void = () => {}) {
  return startProcess({
    name: 'child',
    command: process.execPath,
    args: ['--eval', script],
    cwd: process.cwd(),
    env: process.env,
    onLine,
  })
}

function whenReady(script: string) {
  return new Promise<ReturnType<typeof node>>((resolve) => {
    const child = node(`${script}; console.log('ready'); setInterval(() => {}, 1000)`, () => resolve(child))
  })
}

it('hands on every line of both streams, and says how the process ended', async () => {
  const lines: string[] = []
  const child = node("console.log('one'); console.error('two'); process.exitCode = 3", (source, line) =>
    lines.push(`${source}: ${line}`),
  )
  await child.exited
  expect(child.ended()).toBe('exit code 3')
  await expect.poll(() => lines.toSorted()).toEqual(['child: one', 'child: two'])
})

it('stops with SIGTERM', async () => {
  const child = await whenReady('0')
  expect(child.ended()).toBeUndefined()
  await child.stop(10_000)
  expect(child.ended()).toBe('signal SIGTERM')
})

it('kills what does not listen', async () => {
  const child = await whenReady("process.on('SIGTERM', () => {})")
  await child.stop(50)
  expect(child.ended()).toBe('signal SIGKILL')
})

it('says so when there is no such command', async () => {
  const child = startProcess({
    name: 'child',
    command: 'no-such-command-here',
    args: [],
    cwd: process.cwd(),
    env: process.env,
    onLine: () => {},
  })
  await child.exited
  expect(child.ended()).toContain('ENOENT')
})
