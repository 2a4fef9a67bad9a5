import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { runCommand } from './run-command.mjs'

const names = ['chromium', 'google-chrome', 'google-chrome-stable', 'chromium-browser']

const advice =
  'No Chromium was found, and none could be installed: install Chromium or Chrome, or name one in the variable CHROMIUM_PATH.'

async function run(command, seconds) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const { ok } = await runCommand(command, { env, limit: seconds * 1000 })
  return ok
}

function starts(path) {
  return run([path, '--version'], 20)
}

async function firstThatStarts(paths) {
  for (const path of paths) {
    if (existsSync(path) && (await starts(path))) return path
  }
  return undefined
}

function installed() {
  const folders = ['/usr/bin', ...(process.env.PATH ?? '').split(delimiter).filter(Boolean)]
  return firstThatStarts(names.flatMap((name) => folders.map((folder) => join(folder, name))))
}

/** Playwright's own browser; undefined when it is not there, or lacks libraries of the system. */
async function playwrights() {
  const { chromium } = await import('@playwright/test')
  return firstThatStarts([chromium.executablePath()])
}

async function installPlaywrights(root) {
  await run(
    [process.execPath, join(root, 'node_modules/@playwright/test/cli.js'), 'install', 'chromium'],
    300,
  )
  return playwrights()
}

async function installDebians() {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return undefined
  await run(['apt-get', 'update'], 180)
  await run(['apt-get', 'install', '-y', '--no-install-recommends', 'chromium', 'fonts-liberation'], 300)
  return installed()
}

/**
 * The path of a Chromium that starts: the one named by CHROMIUM_PATH, an installed one, Playwright's own, or one that
 * is installed now. Throws an Error with one line that says what to do. Needs the npm packages.
 */
export async function ensureChromium(root, progress) {
  const named = process.env.CHROMIUM_PATH
  if (named) {
    if (existsSync(named) && (await starts(named))) return named
    throw new Error(`CHROMIUM_PATH names ${named}, which does not start: name another browser, or unset it.`)
  }
  const found = (await installed()) ?? (await playwrights())
  if (found) return found
  progress('no Chromium found: fetching the one of Playwright')
  const fetched = await installPlaywrights(root)
  if (fetched) return fetched
  progress('that did not work: installing the Chromium of the system')
  const debians = await installDebians()
  if (debians) return debians
  throw new Error(advice)
}
