import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { http } from '#stack/http.ts'
import { root } from '#stack/paths.ts'
import { freePorts } from '#stack/ports.ts'
import { waitFor } from '#stack/wait.ts'
import { exchange, type Exchange } from './exchange.ts'

const script = join(root, 'node_modules', 'configurable-http-proxy', 'bin', 'configurable-http-proxy')

/** Asks a proxy that has nobody to make its error pages: it knows one route, to where nothing listens. */
export async function askLoneProxy(path: string): Promise<Exchange> {
  const [port = 0, apiPort = 0] = await freePorts(2)
  const args = ['--ip=127.0.0.1', `--port=${port}`, '--api-ip=127.0.0.1', `--api-port=${apiPort}`]
  const proxy = spawn(process.execPath, [script, ...args], { stdio: 'ignore' })
  const ended = new Promise((resolve) => proxy.once('exit', resolve))
  try {
    await waitFor(
      'A route of the proxy',
      async () => {
        const made = await http(`http://127.0.0.1:${apiPort}/api/routes/user/gone`, {
          method: 'POST',
          json: { target: 'http://127.0.0.1:9' },
        })
        return made.status === 201 ? made : undefined
      },
      { timeout: 20_000 },
    )
    return await exchange(`http://127.0.0.1:${port}${path}`)
  } finally {
    proxy.kill()
    await ended
  }
}
