#!/usr/bin/env node
/* `npm run demo [-- --port 5173]`: Hubscope with a hub in the browser, as plain files; needs no Python and no hub. */
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { ensureBuilt } from './ensure-built.mjs'
import { ensureNode } from './ensure-node.mjs'
import { ensurePackages } from './ensure-packages.mjs'
import { root } from './run-step.mjs'
import { serveFiles } from './serve-files.mjs'
import { runScript, SetupProblem } from './setup-problem.mjs'

const usualPort = 5173

function portOf(args) {
  let port
  try {
    port = parseArgs({ args, options: { port: { type: 'string' } } }).values.port
  } catch (error) {
    throw new SetupProblem(`${error.message.split(/[.\n]/)[0]}. Usage: npm run demo [-- --port 5173]`)
  }
  if (port === undefined) return undefined
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) {
    throw new SetupProblem(`--port ${port} is no port: give a number up to 65535, or 0 for any free one.`)
  }
  return Number(port)
}

/** On the wished port; without a wish on the usual one, or on any free one when that is taken. */
async function serve(directory, wish) {
  try {
    return await serveFiles(directory, { port: wish ?? usualPort })
  } catch (error) {
    if (wish === undefined && error.code === 'EADDRINUSE') return serveFiles(directory)
    if (error.code === 'EADDRINUSE')
      throw new SetupProblem(`Port ${wish} is taken: choose another with --port.`)
    if (error.code === 'EACCES')
      throw new SetupProblem(`Port ${wish} is not yours to use: choose one above 1023.`)
    throw error
  }
}

await runScript(async () => {
  const port = portOf(process.argv.slice(2))
  ensureNode()
  await ensurePackages()
  await ensureBuilt('demo')
  const { url, stop } = await serve(join(root, 'dist/demo'), port)
  console.log(`\nHubscope's demo is ready: ${url}\nEnd it with Ctrl-C.`)
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => void stop())
})
