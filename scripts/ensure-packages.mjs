import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { withLock } from './lock.mjs'
import { npm, root, run, runStep } from './run-step.mjs'
import { SetupProblem } from './setup-problem.mjs'

function packagesOf(lockFile) {
  try {
    return JSON.parse(readFileSync(lockFile, 'utf8')).packages ?? {}
  } catch {
    return undefined
  }
}

/**
 * Whether node_modules holds what package-lock.json asks for. npm writes node_modules/.package-lock.json when an
 * installation is complete; packages for other platforms are missing there, rightly.
 */
export function isInstalled(directory) {
  const wanted = packagesOf(join(directory, 'package-lock.json'))
  const found = packagesOf(join(directory, 'node_modules', '.package-lock.json'))
  if (wanted === undefined)
    throw new SetupProblem('package-lock.json is missing or broken: get it from the repository.')
  if (found === undefined) return false
  return Object.entries(wanted)
    .filter(([path, entry]) => path !== '' && (!entry.optional || found[path] !== undefined))
    .every(
      ([path, { version, integrity }]) =>
        found[path]?.version === version &&
        found[path]?.integrity === integrity &&
        existsSync(join(directory, path, 'package.json')),
    )
}

const noNetwork =
  /\b(ENOTFOUND|EAI_AGAIN|ETIMEDOUT|ECONNREFUSED|ECONNRESET|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET_TIMEOUT)\b/

/** One line for a failed installation: what to do, from what npm printed. */
export function explainNpm(output, reachable = true) {
  if (!reachable || noNetwork.test(output)) {
    return 'npm could not reach the package registry: check the network, or `npm config get registry` and its proxy settings.'
  }
  if (/\bENOSPC\b/.test(output)) return 'The disk is full: make room and start again.'
  if (/\b(EACCES|EPERM)\b/.test(output))
    return 'npm may not write here: make node_modules yours, or remove it.'
  const errors = output.split('\n').map((line) => /^npm (?:error|ERR!)\s*(.*)$/.exec(line)?.[1] ?? '')
  const first =
    errors.find((text) => text !== '' && !/^(code|errno|syscall|path)\b/.test(text)) ?? 'no reason given.'
  return `npm could not install the packages: ${first} Run npm install to see more.`
}

/** Whether the registry can be reached at all. npm itself would try for many minutes before it gives up. */
async function isRegistryReachable() {
  const [command, ...first] = npm()
  const { output } = await run(command, [...first, 'ping', '--fetch-retries=0', '--fetch-timeout=20000'])
  return !noNetwork.test(output)
}

/** Installs the npm packages when they are missing or not those of package-lock.json. @throws SetupProblem */
export async function ensurePackages() {
  if (isInstalled(root)) return
  await withLock(join(root, '.cache', 'npm-install.lock'), async () => {
    if (isInstalled(root)) return
    const [command, ...first] = npm()
    // Not `npm ci`: it refuses a lock file that lacks optional packages of other platforms.
    const args = [...first, 'install', '--no-save', '--include=dev', '--no-audit', '--no-fund']
    const reachable = await isRegistryReachable()
    const { code, output } = await runStep(
      'installing the npm packages (once, about half a minute)',
      command,
      // Without network, what npm has in its cache may still suffice.
      reachable ? args : [...args, '--offline'],
    )
    if (code !== 0) throw new SetupProblem(explainNpm(output, reachable))
  })
}
