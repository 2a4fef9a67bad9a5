import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('../', import.meta.url))

/** Thrown when SIGINT, SIGTERM or SIGHUP came while a step ran. */
class Interrupted extends Error {
  name = 'Interrupted'
}

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP']

/**
 * Runs a command in the repository and collects what it prints.
 * It gets a process group of its own, and signals are passed on to all of that: npm alone would not end its children.
 * @returns {Promise<{ code: number, output: string }>}
 */
export async function run(command, args) {
  const child = spawn(command, args, { cwd: root, detached: true, stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8')
    stream.on('data', (text) => {
      output += text
    })
  }
  let interrupted = false
  const passOn = (signal) => {
    interrupted = true
    try {
      process.kill(-child.pid, signal)
    } catch {
      // It ended in this very moment.
    }
  }
  for (const signal of signals) process.on(signal, passOn)
  try {
    const code = await new Promise((resolve, reject) => {
      child.once('error', reject)
      child.once('close', resolve)
    })
    if (interrupted) throw new Interrupted(command)
    return { code: code ?? 1, output }
  } finally {
    for (const signal of signals) process.off(signal, passOn)
  }
}

/** Like `run`, for a step that takes a while: says what it is and how long it took. */
export async function runStep(title, command, args) {
  const started = Date.now()
  console.log(`- ${title} ...`)
  const outcome = await run(command, args)
  if (outcome.code === 0) console.log(`  done in ${((Date.now() - started) / 1000).toFixed(1)} s`)
  return outcome
}

/** The npm that runs this script, else the one on PATH: command and first arguments. */
export function npm() {
  const path = process.env.npm_execpath
  return path?.endsWith('npm-cli.js') ? [process.execPath, path] : ['npm']
}
