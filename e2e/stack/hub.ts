import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { People } from './people.ts'
import { stackFolder } from './paths.ts'
import { startProcess, type LineSink, type RunningProcess } from './processes.ts'

/** What jupyterhub_config.py of the stack reads, as JSON. */
export type HubSettings = {
  runDir: string
  bindUrl: string
  hubBindUrl: string
  /** `http://localhost:8000`, or null without subdomains. */
  subdomainHost: string | null
  proxyApiUrl: string
  scriptedPort: number
  adminToken: string
  /** Users whose servers are real `jupyterhub-singleuser`s unless a script is named. */
  realServersFor: string[]
  groups: People['groups']
  roles: People['roles']
  culler: boolean
  /** Python, run at the end of the configuration with `c` and `stack` at hand. */
  extraConfig: string
}

/** Puts a `hubscope` into `directory` that runs `script` with this Node, as `npm install --global` would. */
export function writeLauncher(directory: string, script: string): void {
  mkdirSync(directory, { recursive: true })
  const launcher = join(directory, 'hubscope')
  const quoted = [process.execPath, script].map((word) => `'${word.replaceAll("'", String.raw`'\''`)}'`)
  writeFileSync(launcher, `#!/bin/sh\nexec ${quoted.join(' ')} "$@"\n`)
  chmodSync(launcher, 0o755)
}

/** Starts the hub; it starts its services. Call again after it ended to start it on the same database. */
export function startHubProcess(hub: {
  python: string
  settings: HubSettings
  servicePort: number
  proxyToken: string
  env: NodeJS.ProcessEnv
  onLine: LineSink
}): RunningProcess {
  const settingsFile = join(hub.settings.runDir, 'stack.json')
  writeFileSync(settingsFile, JSON.stringify(hub.settings))
  return startProcess({
    name: 'hub',
    command: hub.python,
    args: ['-m', 'jupyterhub', '--config', join(stackFolder, 'jupyterhub_config.py')],
    cwd: hub.settings.runDir,
    env: {
      ...hub.env,
      HUBSCOPE_STACK: settingsFile,
      HUBSCOPE_PORT: String(hub.servicePort),
      CONFIGPROXY_AUTH_TOKEN: hub.proxyToken,
    },
    onLine: hub.onLine,
  })
}
