/* `npm test [-- --only unit,contract]`: every check and every test, cheap ones first. The last line counts them. */
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { ensureChromium } from './ensure-chromium.mjs'
import { ensureNode } from './ensure-node.mjs'
import { ensurePackages } from './ensure-packages.mjs'
import { endAll, runCommand } from './run-command.mjs'
import { runSteps } from './run-steps.mjs'
import { add, countsOf, secondTries, summary } from './test-counts.mjs'
import { chosen } from './test-steps.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const began = Date.now()
let total = { passed: 0, failed: 0, skipped: 0 }
let reports

function say(text) {
  console.log(`[${((Date.now() - began) / 1000).toFixed(1).padStart(6)} s] ${text}`)
}

function close(code) {
  if (reports) rmSync(reports, { recursive: true, force: true })
  console.log(summary(total))
  process.exit(code)
}

/** For what stands before the first step: it counts as one failure. */
function giveUp(error) {
  say(error.message)
  total.failed += 1
  close(1)
}

/** Hubs of test runners that had no time to end them. */
async function endHubs() {
  const tsx = join(root, 'node_modules', '.bin', 'tsx')
  if (existsSync(tsx))
    await runCommand([tsx, 'scripts/end-dead-hubs.ts'], { cwd: root, env: process.env, limit: 30_000 })
}

let interrupted = false
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.once(signal, async () => {
    interrupted = true
    say(`${signal}: ending what runs`)
    await endAll()
    await endHubs()
    close(130)
  })
}

let browser
async function findBrowser() {
  browser ??= ensureChromium(root, say)
  return browser
}

async function environment(step, report) {
  const { FORCE_COLOR: _, ...inherited } = process.env
  return {
    ...inherited,
    PATH: [join(root, 'node_modules', '.bin'), process.env.PATH].join(delimiter),
    CI: '1',
    NO_COLOR: '1',
    ...(step.browser && { CHROMIUM_PATH: await findBrowser() }),
    ...step.env?.(report),
  }
}

async function runOnce(step, report) {
  try {
    const command = typeof step.command === 'function' ? step.command(report) : step.command
    return await runCommand(command, { cwd: root, env: await environment(step, report), limit: step.limit })
  } catch (error) {
    return { ok: false, output: error.message }
  }
}

async function run(step) {
  if (interrupted) return new Promise(() => {})
  const start = Date.now()
  say(`${step.id} …`)
  const report = join(reports, `${step.id}.json`)
  const outcome = await runOnce(step, report)
  const counts = countsOf(step, outcome, report)
  total = add(total, counts)
  const seconds = ((Date.now() - start) / 1000).toFixed(1)
  if (counts.failed > 0) console.log(outcome.output.trimEnd())
  for (const title of secondTries(step, report)) say(`passed at the second try: ${title}`)
  say(`${step.id}: ${summary(counts)} (${seconds} s)`)
  return counts.failed === 0
}

function skip(step, missing) {
  total.failed += 1
  say(`${step.id}: 1 failed, not run because ${missing} failed`)
}

try {
  const { values } = parseArgs({ options: { only: { type: 'string' } } })
  const steps = chosen(values.only?.split(',').filter(Boolean))
  ensureNode()
  await ensurePackages()
  reports = mkdtempSync(join(tmpdir(), 'hubscope-test-'))
  await runSteps(steps, { run, skip })
  await endHubs()
} catch (error) {
  giveUp(error)
}
// An interrupted run is closed by the signal.
if (!interrupted) close(total.failed > 0 || total.passed === 0 ? 1 : 0)
