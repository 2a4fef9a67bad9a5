import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { afterEach, describe, expect, it } from 'vitest'
import manifest from '../../package.json' with { type: 'json' }
import { environmentOf, serviceToken } from './testing/fixture.ts'

const main = fileURLToPath(new URL('main.ts', import.meta.url))
const running: ChildProcess[] = []
afterEach(() => {
  for (const child of running.splice(0)) child.kill('SIGKILL')
})

/** Runs `hubscope` from its source; `firstLine` and `ended` resolve when they are there. */
function hubscope(args: string[], environment: Record<string, string> = {}, input = '') {
  const child = spawn(process.execPath, ['--import', 'tsx', main, ...args], {
    env: { PATH: process.env['PATH'], ...environment },
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  child.stdin.end(input)
  running.push(child)
  let output = ''
  const firstLine = new Promise<string>((resolve) => {
    const add = (chunk: Buffer): void => {
      output += chunk.toString()
      if (output.includes('\n')) resolve(output)
    }
    child.stdout.on('data', add)
    child.stderr.on('data', add)
  })
  const ended = once(child, 'close').then(([code]) => ({ code: code as number | null, output }))
  return { child, firstLine, ended }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

const environmentAt = (port: number) => ({
  ...environmentOf(),
  JUPYTERHUB_SERVICE_URL: `http://127.0.0.1:${port}`,
})

describe('hubscope', { timeout: 30_000 }, () => {
  it('tells its version', async () => {
    expect(await hubscope(['--version']).ended).toEqual({ code: 0, output: `${manifest.version}\n` })
  })

  it.each([
    [['frobnicate'], 'unknown command: frobnicate'],
    [['serve'], 'JUPYTERHUB_SERVICE_NAME'],
    [['doctor'], 'doctor needs one URL (see hubscope doctor --help)'],
    [['doctor', 'http://127.0.0.1:9', '--token-file', '/dev/null'], '/dev/null is empty'],
    [['explain', 'no-such-file.log'], 'cannot read no-such-file.log: there is no such file'],
  ])('answers %j in one line that says what is wrong, and ends with 2', async (args, text) => {
    const { code, output } = await hubscope(args).ended
    expect(code).toBe(2)
    expect(output).toContain(text)
    expect(output.trim().split('\n')).toHaveLength(1)
  })

  it.each([[['doctor', '--help'], 'Usage: hubscope doctor URL']])(
    'answers %j with what it can do',
    async (args, text) => {
      const { code, output } = await hubscope(args).ended
      expect(code).toBe(0)
      expect(output.startsWith(text)).toBe(true)
    },
  )

  it.each([
    [['doctor', 'http://127.0.0.1:9'], 'nobody listens at 127.0.0.1:9'],
    [['doctor', 'https://'], 'https:// is not an http address'],
  ])('%j could not look, says why, and ends with 2', async (args, text) => {
    const { code, output } = await hubscope(args).ended
    expect([code, output.trim()]).toEqual([2, expect.stringContaining(`hubscope: ${text}`)])
  })

  it('explains what it is given on standard input, and ends with 0', async () => {
    const log = '[W 2023-01-02 03:04:05.678 JupyterHub base:89] Blocking API request with no referer\n'
    const { ended } = hubscope(['explain', '--json'], {}, log)
    const { code, output } = await ended
    expect(code).toBe(0)
    expect(JSON.parse(output)).toMatchObject({ findings: [{ code: 'ref-missing', evidence: [{ line: 1 }] }] })
  })

  it('serves where the hub says, knows when the port is taken, and ends when it is told to', async () => {
    const port = await freePort()
    const { child, firstLine, ended } = hubscope(['serve'], environmentAt(port))
    expect(await firstLine).toBe(
      `hubscope ${manifest.version} serves /services/hubscope/ on 127.0.0.1:${port}\n`,
    )
    const echo = await fetch(`http://127.0.0.1:${port}/services/hubscope/api/echo?a=%2F`)
    expect(await echo.json()).toMatchObject({
      target: '/services/hubscope/api/echo?a=%2F',
      httpVersion: '1.1',
      peer: '127.0.0.1',
      headers: { host: `127.0.0.1:${port}` },
    })

    const second = await hubscope(['serve'], environmentAt(port)).ended
    expect(second.code).toBe(1)
    expect(second.output).toContain(`cannot listen on 127.0.0.1:${port}`)
    expect(second.output).toContain('EADDRINUSE')
    expect(second.output).not.toContain(serviceToken)

    child.kill('SIGINT')
    expect((await ended).code).toBe(0)
  })
})
