import { join } from 'node:path'
import type { Layout } from './layout.ts'
import { root } from './paths.ts'
import { startProcess, type LineSink, type RunningProcess } from './processes.ts'

/** The options that a hub which starts its own proxy would give it (ConfigurableHTTPProxy.start in proxy.py). */
export function proxyArguments(layout: Layout): string[] {
  const options = {
    ip: '127.0.0.1',
    port: layout.port,
    'api-ip': '127.0.0.1',
    'api-port': layout.proxyApiPort,
    'error-target': `http://127.0.0.1:${layout.hubPort}${layout.baseUrl}hub/error`,
    'log-level': 'info',
  }
  const words = Object.entries(options).flatMap(([name, value]) => [`--${name}`, String(value)])
  return layout.subdomain === undefined ? words : [...words, '--host-routing']
}

/** Starts configurable-http-proxy. It outlives the hub. */
export function startProxy(run: {
  layout: Layout
  options: readonly string[]
  runDir: string
  env: NodeJS.ProcessEnv
  onLine: LineSink
}): RunningProcess {
  const script = join(root, 'node_modules', 'configurable-http-proxy', 'bin', 'configurable-http-proxy')
  return startProcess({
    name: 'proxy',
    command: process.execPath,
    args: [script, ...proxyArguments(run.layout), ...run.options],
    cwd: run.runDir,
    env: { ...run.env, CONFIGPROXY_AUTH_TOKEN: run.layout.proxyToken },
    onLine: run.onLine,
  })
}
