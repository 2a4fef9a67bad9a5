import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { moreNames } from '#mock-hub/seeds/names.ts'
import { runEnvironment } from './environment.ts'
import { hubClient } from './hub-client.ts'
import { makeHub, writeLauncher } from './hub.ts'
import { layOut } from './layout.ts'
import { endLeftovers, processesOfRun, signalAll } from './leftovers.ts'
import { builtService } from './paths.ts'
import { seedPeople } from './people.ts'
import { claimPort } from './ports.ts'
import { StackProblem } from './problem.ts'
import { startProxy } from './proxy.ts'
import { makeRunDirectory, removeRunDirectory, sweepDeadRuns } from './run-directory.ts'
import { startLog } from './run-log.ts'
import { seedServers } from './seed.ts'
import type { Stack, StackOptions } from './stack-options.ts'
import { ensureVenv } from './venv.ts'

const defaults = { hub: '6.1.1', port: 0, baseUrl: '/', people: 200, service: builtService } as const

/** Milliseconds between SIGTERM and SIGKILL for what is neither hub nor service. */
const patience = 3000

async function prepare(options: Required<Pick<StackOptions, 'hub' | 'port' | 'service'>> & StackOptions) {
  // First: a killed stack's proxy may still hold the port.
  await sweepDeadRuns()
  if (options.port !== 0) await claimPort(options.port)
  if (!existsSync(options.service)) throw new StackProblem('Hubscope is not built: run npm run build.')
  return ensureVenv(options.hub, { progress: options.progress ?? (() => {}), signal: options.signal })
}

/**
 * Starts a hub with Hubscope mounted in it and waits until both answer.
 * @throws StackProblem for what the person can put right; any other error comes with the end of the log.
 *   Nothing is left running after a throw.
 */
export async function startStack(given: StackOptions = {}): Promise<Stack> {
  const options = { ...defaults, ...given }
  const python = await prepare(options)
  options.progress?.(`starting JupyterHub ${options.hub}`)
  const layout = await layOut({ ...options, subdomain: options.subdomain })
  const people = seedPeople(options.people)
  const hubApi = hubClient(layout.hubApiUrl, layout.adminToken)

  const runDir = makeRunDirectory()
  const logFile = join(runDir, 'log.txt')
  const log = startLog(logFile, options.onLine)
  const bin = join(runDir, 'bin')
  writeLauncher(bin, options.service)
  const env = {
    ...runEnvironment(process.env, { runDir, path: [bin, dirname(python)] }),
    HUBSCOPE_COOKIE_SECRET: randomBytes(32).toString('hex'),
    ...options.env,
  }
  // For an end without `stop`: an uncaught error, process.exit.
  const killAtExit = () => {
    signalAll(processesOfRun(runDir), 'SIGKILL')
    removeRunDirectory(runDir)
  }
  process.once('exit', killAtExit)

  const proxy = startProxy({ layout, options: options.proxyOptions ?? [], runDir, env, onLine: log.add })
  const hub = makeHub({
    python,
    runDir,
    layout,
    people,
    env,
    culler: options.culler ?? true,
    extraConfig: options.extraConfig ?? '',
    onLine: log.add,
    call: hubApi,
    proxyEnded: proxy.ended,
  })

  async function stop(): Promise<void> {
    await hub.stop()
    await proxy.stop(patience)
    await endLeftovers(runDir, patience)
    removeRunDirectory(runDir)
    process.off('exit', killAtExit)
  }

  try {
    const hubscopeUrl = await hub.start({ signal: options.signal })
    if (options.servers ?? true) {
      options.progress?.('starting a few servers')
      await seedServers(hubApi, moreNames(options.people))
    }
    options.signal?.throwIfAborted()
    return {
      hubVersion: options.hub,
      url: layout.url,
      baseUrl: layout.baseUrl,
      hubscopeUrl,
      hubApiUrl: layout.hubApiUrl,
      adminToken: layout.adminToken,
      hubApi,
      proxyApiUrl: layout.proxyApiUrl,
      proxyToken: layout.proxyToken,
      people,
      runDir,
      logFile,
      hubPid: hub.pid,
      hubLost: hub.lost,
      logs: log.text,
      stopHub: hub.stop,
      startHub: async (changes = {}) => {
        await hub.start(changes)
      },
      stop,
    }
  } catch (error) {
    await stop()
    if (options.signal?.aborted) throw error
    const reason = error instanceof Error ? error.message : String(error)
    throw new Error(`The local hub did not start: ${reason}\n${log.tail(25)}`, { cause: error })
  }
}
