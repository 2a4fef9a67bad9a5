import { spawn } from 'node:child_process'

const running = new Set()

function signalGroup(child, signal) {
  try {
    process.kill(-child.pid, signal)
  } catch {
    // The whole group has ended.
  }
}

/**
 * Runs a command without a terminal and without input, in a process group of its own.
 * Resolves with what it printed and whether it ended with 0 within `limit` milliseconds; never rejects.
 */
export function runCommand([command, ...args], { cwd, env, limit }) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'], detached: true })
    running.add(child)
    let output = ''
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8')
      stream.on('data', (text) => {
        output += text
      })
    }
    const timer = setTimeout(() => {
      output += `\nNot done after ${limit / 1000} s: ended.\n`
      void end(child)
    }, limit)
    const finish = (ok, words) => {
      clearTimeout(timer)
      running.delete(child)
      resolve({ ok, output: words ? `${output}\n${words}\n` : output })
    }
    child.once('error', (error) => finish(false, error.message))
    // What it left behind in its group would keep the pipes open, and `close` away.
    child.once('exit', () => signalGroup(child, 'SIGKILL'))
    child.once('close', (code, signal) => finish(code === 0, signal ? `Ended by ${signal}.` : ''))
  })
}

/** SIGINT, upon which test runners clean up (a hub and its servers take a while), then SIGKILL. */
async function end(child) {
  const closed = new Promise((resolve) => {
    child.once('close', resolve)
  })
  child.kill('SIGINT')
  const timer = setTimeout(() => signalGroup(child, 'SIGKILL'), 25_000)
  await closed
  clearTimeout(timer)
}

/** Ends every command that still runs. */
export async function endAll() {
  await Promise.all([...running].map(end))
}
