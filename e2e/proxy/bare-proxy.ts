import { join } from 'node:path'
import { http } from '#stack/http.ts'
import { root } from '#stack/paths.ts'
import { freePorts } from '#stack/ports.ts'
import { startProcess } from '#stack/processes.ts'
import { waitFor } from '#stack/wait.ts'

const script = join(root, 'node_modules', 'configurable-http-proxy', 'bin', 'configurable-http-proxy')

/** A configurable-http-proxy that knows the hub alone, as after a restart, and takes `largestHeaders` bytes of headers. */
export async function startBareProxy(given: { target: string; runDir: string; largestHeaders: number }) {
  const [port = 0, apiPort = 0] = await freePorts(2)
  const url = `http://127.0.0.1:${port}/`
  const running = startProcess({
    name: 'bare proxy',
    command: process.execPath,
    args: [
      `--max-http-header-size=${given.largestHeaders}`,
      script,
      '--ip=127.0.0.1',
      `--port=${port}`,
      '--api-ip=127.0.0.1',
      `--api-port=${apiPort}`,
      `--default-target=${given.target}`,
    ],
    cwd: given.runDir,
    env: process.env,
    onLine: () => {},
  })
  const answers = async () => (await http(`${url}hub/api/`)).status === 200 || undefined
  const stop = () => running.stop(2_000)
  try {
    await waitFor('An answer of the proxy', answers, { timeout: 20_000 })
  } catch (error) {
    await stop()
    throw error
  }
  return { url, stop }
}
