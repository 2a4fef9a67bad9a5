import { randomBytes } from 'node:crypto'
import { appendFileSync, existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { runEnvironment } from './environment.ts'
import { demand, hubClient, type HubClient } from './hub-client.ts'
import type { HubVersion } from './hub-versions.ts'
import { startHubProcess, writeLauncher, type HubSettings } from './hub.ts'
import { http } from './http.ts'
import { endLeftovers, processesOfRun, signalAll } from './leftovers.ts'
import { builtService } from './paths.ts'
import { seedPeople, type People } from './people.ts'
import { claimPort, freePorts } from './ports.ts'
import { StackProblem } from './problem.ts'
import type { LineSink, RunningProcess } from './processes.ts'
import { startProxy } from './proxy.ts'
import { makeRunDirectory, removeRunDirectory, sweepDeadRuns } from './run-directory.ts'
import { seedServers } from './seed.ts'
import { serviceAddress } from './service-address.ts'
import { ensureVenv } from './venv.ts'
import { waitFor } from './wait.ts'

export type StackOptions = {
  /** Default 6.1.1. */
  hub?: HubVersion
  /** The public port on 127.0.0.1; 0 or absent: a free one. */
  port?: number
  /** Begins and ends with `/`. Default `/`. */
  baseUrl?: string
  /** A host name such as `localhost`, under which users and services get subdomains. */
  subdomain?: string | undefined
  /** How many users besides the personas. Default 200. */
  people?: number
  /** Whether some servers are there from the start. Default true. */
  servers?: boolean
  /** Whether the idle culler runs as a second managed service. Default true. */
  culler?: boolean
  /** Python for the end of jupyterhub_config.py; `c`, `stack` and `version` are at hand. */
  extraConfig?: string
  /** More environment for the hub, e.g. HUBSCOPE_COOKIE_SECRET. */
  env?: Record<string, string>
  /** The script that `hubscope` runs. Default: what `npm run build` made. */
  service?: string
  /** Told every line that hub, proxy and services print. */
  onLine?: LineSink
  /** Told what a long step is doing. */
  progress?: (text: string) => void
  /** Ends a start that is under way; everything it started is ended before the promise rejects. */
  signal?: AbortSignal
}

export type Stack = {
  hubVersion: HubVersion
  /** The hub as a browser sees it, with base url: `http://127.0.0.1:8000/jupyter/`. */
  url: string
  baseUrl: string
  /** Where Hubscope is, ends with `/services/hubscope/`. */
  hubscopeUrl: string
  /** The hub's REST API on its own port, behind the proxy's back; ends with `/hub/api`. */
  hubApiUrl: string
  /** An API token with all rights of the role `admin`. */
  adminToken: string
  /** Calls the REST API with `adminToken`. */
  hubApi: HubClient
  /** The proxy's own API, e.g. to delete routes behind the hub's back: `DELETE {proxyApiUrl}/user/x`. */
  proxyApiUrl: string
  proxyToken: string
  people: People
  runDir: string
  /** Process id of the hub, or undefined while it is stopped. */
  hubPid(): number | undefined
  /** Resolves with the reason when the hub ends by itself, not through `stopHub` or `stop`. */
  readonly hubLost: Promise<string>
  /** Everything hub, proxy and services printed so far. */
  logs(): string
  /** Stops the hub and its services; the proxy and the users' servers stay. */
  stopHub(): Promise<void>
  /** Starts it again on the same database and waits until Hubscope answers. */
  startHub(): Promise<void>
  /** Ends everything this stack started, and removes its directory. */
  stop(): Promise<void>
}

const hubPatience = 20_000
const startTimeout = 90_000

/**
 * Starts a hub with Hubscope mounted in it and waits until both answer.
 * @throws StackProblem for what the person can put right; any other error comes with the end of the log.
 *   Nothing is left running after a throw.
 */
export async function startStack(options: StackOptions = {}): Promise<Stack> {
  const hubVersion = options.hub ?? '6.1.1'
  const baseUrl = options.baseUrl ?? '/'
  const progress = options.progress ?? (() => {})
  const service = options.service ?? builtService
  if (options.port) await claimPort(options.port)
  if (!existsSync(service)) throw new StackProblem('Hubscope is not built: run npm run build.')
  await sweepDeadRuns()
  const python = await ensureVenv(hubVersion, { progress, signal: options.signal })

  progress(`starting JupyterHub ${hubVersion}`)
  const [freePort = 0, apiPort = 0, hubPort = 0, servicePort = 0, scriptedPort = 0] = await freePorts(5)
  const port = options.port || freePort
  const runDir = makeRunDirectory()
  const lines: string[] = []
  const onLine: LineSink = (source, line) => {
    lines.push(`[${source}] ${line}`)
    appendFileSync(join(runDir, 'log.txt'), `[${source}] ${line}\n`)
    options.onLine?.(source, line)
  }
  const host = options.subdomain ?? '127.0.0.1'
  const url = `http://${host}:${port}${baseUrl}`
  const hubApiUrl = `http://127.0.0.1:${hubPort}${baseUrl}hub/api`
  const proxyApiUrl = `http://127.0.0.1:${apiPort}/api/routes`
  const adminToken = randomBytes(16).toString('hex')
  const proxyToken = randomBytes(16).toString('hex')
  const people = seedPeople(options.people ?? 200)
  const hubApi = hubClient(hubApiUrl, adminToken)
  writeLauncher(join(runDir, 'bin'), service)
  const env = {
    ...runEnvironment(process.env, { runDir, path: [join(runDir, 'bin'), dirname(python)] }),
    ...options.env,
  }
  const settings: HubSettings = {
    runDir,
    bindUrl: `http://127.0.0.1:${port}${baseUrl}`,
    hubBindUrl: `http://127.0.0.1:${hubPort}`,
    subdomainHost: options.subdomain === undefined ? null : `http://${options.subdomain}:${port}`,
    proxyApiUrl: `http://127.0.0.1:${apiPort}`,
    scriptedPort,
    adminToken,
    realServersFor: ['admin', 'reader', 'ta', 'student', 'stranger'],
    groups: people.groups,
    roles: people.roles,
    culler: options.culler ?? true,
    extraConfig: options.extraConfig ?? '',
  }

  const proxy = startProxy({
    ...{ port, apiPort, hubPort, baseUrl, runDir, env, onLine },
    token: proxyToken,
    hostRouting: options.subdomain !== undefined,
  })
  let hub: RunningProcess | undefined
  let stopping = false
  let tellLost: (reason: string) => void = () => {}
  const hubLost = new Promise<string>((resolve) => {
    tellLost = resolve
  })

  async function startHub(signal?: AbortSignal): Promise<string> {
    const current = startHubProcess({ python, settings, servicePort, proxyToken, env, onLine })
    hub = current
    void current.exited.then(() => {
      if (hub === current && !stopping) tellLost(current.ended() ?? 'unknown reason')
    })
    const check = () => {
      const ended = current.ended() ?? proxy.ended()
      if (ended !== undefined) throw new Error(`it ended with ${ended}`)
    }
    const wait = { timeout: startTimeout, check, signal }
    const address = await waitFor('A route to Hubscope', () => serviceAddress(hubApi, url), wait)
    await waitFor(
      'An answer of Hubscope',
      async () => ((await http(address)).status < 500 ? true : undefined),
      wait,
    )
    return address
  }

  async function stopHub(): Promise<void> {
    const current = hub
    hub = undefined
    await current?.stop(hubPatience)
  }

  const killAtExit = () => signalAll(processesOfRun(runDir), 'SIGKILL')
  process.once('exit', killAtExit)

  async function stop(): Promise<void> {
    stopping = true
    await stopHub()
    await proxy.stop(3000)
    await endLeftovers(runDir, 3000)
    removeRunDirectory(runDir)
    process.off('exit', killAtExit)
  }

  try {
    const hubscopeUrl = await startHub(options.signal)
    if (options.servers ?? true) {
      progress('starting a few servers')
      await seedServers(hubApi, options.people ?? 200)
    }
    await demand(hubApi, 'GET', '/')
    return {
      ...{ hubVersion, url, baseUrl, hubscopeUrl, hubApiUrl, adminToken, hubApi, proxyApiUrl, proxyToken },
      ...{ people, runDir, hubLost, stopHub, stop },
      hubPid: () => hub?.pid,
      logs: () => lines.join('\n'),
      startHub: async () => {
        await startHub()
      },
    }
  } catch (error) {
    await stop()
    if (options.signal?.aborted) throw error
    const reason = error instanceof Error ? error.message : String(error)
    throw new Error(`The local hub did not start: ${reason}\n${lines.slice(-25).join('\n')}`, {
      cause: error,
    })
  }
}
