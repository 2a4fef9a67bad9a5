import { join } from 'node:path'
import { root } from './paths.ts'
import { startProcess, type LineSink, type RunningProcess } from './processes.ts'

export type ProxySettings = {
  port: number
  apiPort: number
  hubPort: number
  baseUrl: string
  token: string
  hostRouting: boolean
  runDir: string
  env: NodeJS.ProcessEnv
  onLine: LineSink
}

/** Starts configurable-http-proxy with the options the hub would give it. It outlives the hub. */
export function startProxy(settings: ProxySettings): RunningProcess {
  const hub = `http://127.0.0.1:${settings.hubPort}${settings.baseUrl}hub/`
  return startProcess({
    name: 'proxy',
    command: process.execPath,
    args: [
      join(root, 'node_modules', 'configurable-http-proxy', 'bin', 'configurable-http-proxy'),
      ...['--ip', '127.0.0.1', '--port', String(settings.port)],
      ...['--api-ip', '127.0.0.1', '--api-port', String(settings.apiPort)],
      ...['--error-target', `${hub}error`, '--log-level', 'info'],
      ...(settings.hostRouting ? ['--host-routing'] : []),
    ],
    cwd: settings.runDir,
    env: { ...settings.env, CONFIGPROXY_AUTH_TOKEN: settings.token },
    onLine: settings.onLine,
  })
}
