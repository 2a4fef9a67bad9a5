import { delimiter } from 'node:path'
import { runMark } from './leftovers.ts'

/** Variables that would make the hub, or Python, behave otherwise than on the next machine. */
const foreign =
  /^(JUPYTER|JUPYTERHUB_|JPY_|CONFIGPROXY_|HUBSCOPE_|PYTHONPATH$|PYTHONHOME$|VIRTUAL_ENV$|npm_|NODE_OPTIONS$)/

/** The environment for everything that a run starts. */
export function runEnvironment(
  base: NodeJS.ProcessEnv,
  run: { runDir: string; path: readonly string[] },
): NodeJS.ProcessEnv {
  const kept = Object.fromEntries(Object.entries(base).filter(([name]) => !foreign.test(name)))
  return {
    ...kept,
    PATH: [...run.path, base['PATH'] ?? ''].join(delimiter),
    // Names are not ASCII, and sets of names should come in the same order every time.
    LANG: 'C.UTF-8',
    PYTHONUTF8: '1',
    PYTHONHASHSEED: '0',
    PYTHONUNBUFFERED: '1',
    [runMark]: run.runDir,
  }
}
