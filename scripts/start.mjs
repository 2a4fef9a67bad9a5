#!/usr/bin/env node
// Plain Node: in a fresh clone nothing is installed when this begins.
import { ensureBuilt } from './ensure-built.mjs'
import { ensureNode } from './ensure-node.mjs'
import { ensurePackages } from './ensure-packages.mjs'
import { runScript } from './setup-problem.mjs'

await runScript(async () => {
  ensureNode()
  await ensurePackages()
  // In this very process rather than in a child, so that a Ctrl-C has one receiver.
  const { register } = await import('tsx/esm/api')
  register()
  const { runLocalHub } = await import('../e2e/stack/cli.ts')
  process.exitCode = await runLocalHub(process.argv.slice(2), { ensureBuilt })
})
