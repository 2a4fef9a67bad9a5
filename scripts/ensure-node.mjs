import { SetupProblem } from './setup-problem.mjs'

/** True for 20.19 and newer; `version` as in process.versions.node. */
export function isNewEnough(version) {
  const [major, minor] = version.split('.').map(Number)
  return major > 20 || (major === 20 && minor >= 19)
}

/** @throws SetupProblem below Node 20.19. */
export function ensureNode(version = process.versions.node) {
  if (isNewEnough(version)) return
  throw new SetupProblem(`This is Node ${version}: Hubscope needs 20.19 or newer, see https://nodejs.org/.`)
}
