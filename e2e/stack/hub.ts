import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { http } from './http.ts'
import { demand, type HubClient, hubClient } from './hub-client.ts'
import { atBase, type Layout } from './layout.ts'
import { personas, type People } from './people.ts'
import { stackFolder } from './paths.ts'
import { startProcess, type LineSink, type RunningProcess } from './processes.ts'
import { serviceAddress } from './service-address.ts'
import { waitFor } from './wait.ts'

/** Milliseconds. A hub with its services is up in 4 s and down in 1 s; a busy machine takes longer. */
const startTimeout = 90_000
const stopPatience = 20_000

export type HubRun = {
  python: string
  runDir: string
  layout: Layout
  people: People
  culler: boolean
  extraConfig: string
  env: NodeJS.ProcessEnv
  onLine: LineSink
  call: HubClient
  /** How the proxy ended, if it did: then waiting for the hub is pointless. */
  proxyEnded: () => string | undefined
}

export type HubStart = {
  signal?: AbortSignal | undefined
  extraConfig?: string | undefined
  env?: Record<string, string> | undefined
  baseUrl?: string | undefined
}

/** The hub of a run; its database outlives a stop. */
export type Hub = {
  pid(): number | undefined
  /** Resolves with how it ended when the hub ends by itself. */
  lost: Promise<string>
  /**
   * Resolves with Hubscope's address when Hubscope answers there. `extraConfig` takes the place of the run's own, for this
   * start and later ones; `env` is for this one, beside the run's own. `baseUrl`: where `extraConfig` moves the hub to.
   */
  start(options?: HubStart): Promise<string>
  stop(): Promise<void>
}

/** Puts a `hubscope` into `directory` that runs `script` with this Node, as `npm install --global` would. */
export function writeLauncher(directory: string, script: string): void {
  mkdirSync(directory, { recursive: true })
  const launcher = join(directory, 'hubscope')
  const words = [process.execPath, script].map((word) => `'${word.replaceAll("'", String.raw`'\''`)}'`)
  writeFileSync(launcher, `#!/bin/sh\nexec ${words.join(' ')} "$@"\n`)
  chmodSync(launcher, 0o755)
}

/** What jupyterhub_config.py of the stack reads. */
function settingsOf({ layout, people, runDir, culler, extraConfig }: HubRun) {
  return {
    runDir,
    bindUrl: `http://127.0.0.1:${layout.port}${layout.baseUrl}`,
    hubPort: layout.hubPort,
    subdomainHost: layout.subdomain === undefined ? null : `http://${layout.subdomain}:${layout.port}`,
    proxyApiUrl: `http://127.0.0.1:${layout.proxyApiPort}`,
    scriptedPort: layout.scriptedPort,
    adminToken: layout.adminToken,
    realServersFor: Object.keys(personas),
    groups: people.groups,
    quietMinutes: people.quietMinutes,
    roles: people.roles,
    culler,
    extraConfig,
  }
}

type LaunchedHub = RunningProcess & {
  /** Whether it has finished starting. Before that a SIGTERM kills it and leaves its services behind. */
  isUp(): boolean
}

function launch(run: HubRun): LaunchedHub {
  const settingsFile = join(run.runDir, 'stack.json')
  writeFileSync(settingsFile, JSON.stringify(settingsOf(run)))
  let up = false
  const hub = startProcess({
    name: 'hub',
    command: run.python,
    args: ['-m', 'jupyterhub', '--config', join(stackFolder, 'jupyterhub_config.py')],
    cwd: run.runDir,
    env: {
      ...run.env,
      HUBSCOPE_STACK: settingsFile,
      HUBSCOPE_PORT: String(run.layout.servicePort),
      CONFIGPROXY_AUTH_TOKEN: run.layout.proxyToken,
    },
    onLine(source, line) {
      // The last step of JupyterHub.start in app.py, and the only sign of it.
      up ||= line.includes('JupyterHub is now running')
      run.onLine(source, line)
    },
  })
  return { ...hub, isUp: () => up }
}

async function untilHubscopeAnswers(
  run: HubRun,
  hub: LaunchedHub,
  signal: AbortSignal | undefined,
): Promise<string> {
  const check = () => {
    const hubEnd = hub.ended()
    if (hubEnd !== undefined) throw new Error(`the hub ended with ${hubEnd}`)
    const proxyEnd = run.proxyEnded()
    if (proxyEnd !== undefined) throw new Error(`the proxy ended with ${proxyEnd}`)
  }
  const options = { timeout: startTimeout, check, signal }
  await waitFor('The start of the hub', async () => hub.isUp() || undefined, options)
  const address = await waitFor(
    'A route to Hubscope',
    () => serviceAddress(run.call, run.layout.url),
    options,
  )
  const answers = async () => ((await http(address)).status < 500 ? true : undefined)
  await waitFor('An answer of Hubscope', answers, options)
  return address
}

/**
 * The same for a hub that answers at another base URL than it was laid out for. The proxy lived on, and of a service that
 * it knows the hub deletes the old route without adding the new one. Source: `Proxy.check_routes` of 6.1.1.
 */
async function untilMoved(run: HubRun, hub: LaunchedHub, baseUrl: string): Promise<string> {
  const layout = atBase(run.layout, baseUrl)
  const call = hubClient(layout.hubApiUrl, layout.adminToken)
  await waitFor('The start of the hub', async () => hub.isUp() || undefined, { timeout: startTimeout })
  await demand(call, 'POST', '/proxy')
  return untilHubscopeAnswers({ ...run, layout, call }, hub, undefined)
}

/** A hub that is not started yet. */
export function makeHub(run: HubRun): Hub {
  let current: RunningProcess | undefined
  let config = run.extraConfig
  let tellLost: (reason: string) => void = () => {}
  const lost = new Promise<string>((resolve) => {
    tellLost = resolve
  })
  async function watch(started: RunningProcess): Promise<void> {
    await started.exited
    if (current !== started) return
    current = undefined
    tellLost(started.ended() ?? 'no reason given')
  }
  return {
    pid: () => current?.pid,
    lost,
    async start({ signal, extraConfig, env, baseUrl } = {}) {
      if (current !== undefined) throw new Error('The hub is running already')
      config = extraConfig ?? config
      const started = launch({ ...run, extraConfig: config, env: { ...run.env, ...env } })
      current = started
      void watch(started)
      return baseUrl === undefined
        ? untilHubscopeAnswers(run, started, signal)
        : untilMoved(run, started, baseUrl)
    },
    async stop() {
      const stopping = current
      current = undefined
      await stopping?.stop(stopPatience)
    },
  }
}
