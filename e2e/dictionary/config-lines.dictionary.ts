import { execFile, spawn } from 'node:child_process'
import { text } from 'node:stream/consumers'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, test } from 'vitest'
import * as z from 'zod/mini'
import { parseVersion } from '#hub/versions.ts'
import { hubVersions, type HubVersion as Release } from '#stack/hub-versions.ts'
import { root } from '#stack/paths.ts'
import { ensureVenv } from '#stack/venv.ts'
import { fixesIn, isWritten } from '../proxy/fixes/sources.ts'
import { asFile, documented, isFor, named, type Printed, readings } from './printed-lines.ts'

const all = readings()
const remedies = all.flatMap(([, each]) => each)
const printed: Printed[] = [
  ...remedies.map((each) => ({ id: each.text, text: each.text, lines: each.lines.join('\n') })),
  ...documented(),
  ...named(),
]

/** What this hub would say to each of the files. */
async function problemsOn(release: Release, files: readonly string[]) {
  const python = await ensureVenv(release, { progress: () => {} })
  const child = spawn(python, [join(import.meta.dirname, 'config_lines.py')], {
    stdio: ['pipe', 'pipe', 'ignore'],
    env: { ...process.env, PYTHONDONTWRITEBYTECODE: '1', PYTHONUTF8: '1' },
  })
  child.stdin.end(JSON.stringify(files))
  return z.parse(z.array(z.tuple([z.string(), z.string()])), JSON.parse(await text(child.stdout)))
}

describe.concurrent('lines for jupyterhub_config.py set what they say', () => {
  test.each(hubVersions)(
    'on a hub %s',
    async (release) => {
      const version = parseVersion(release)
      if (!version) throw new Error(`${release} is no version`)
      const single = printed
        .filter((each) => isFor(each, version))
        .map(({ id, lines }) => [asFile(lines), id])
      // Somebody may do everything that one reading advises.
      const together = all.map(([id, each]) => {
        const applicable = each
          .filter((one) => isFor(one, version))
          .map(({ lines }) => asFile(lines.join('\n')))
        return [[...new Set(applicable)].join('\n'), `All for ${id}`]
      })
      // By their content, since most are printed more than once.
      const files = new Map([...together, ...single].map(([lines = '', id = '']) => [lines, id]))
      files.delete('')
      const problems = await problemsOn(release, [...files.keys()])
      expect(problems.map(([lines, problem]) => `${files.get(lines)}: ${problem}\n${lines}`)).toEqual([])
    },
    120_000,
  )
})

test('they are all that the reader can print', () => {
  const written = fixesIn('src/diagnosis/read/conclusions', { remedy: 0 }).filter(
    ({ kind }) => kind === 'hub',
  )
  expect(written.length).toBeGreaterThan(25)
  const never = written.filter((fix) => !remedies.some((each) => isWritten(fix.text, each.text)))
  expect(never.map(({ text: words }) => words)).toEqual([])
})

test('configurable-http-proxy knows the options that they give it', async () => {
  const program = join(root, 'node_modules', 'configurable-http-proxy', 'bin', 'configurable-http-proxy')
  const { stdout } = await promisify(execFile)(process.execPath, [program, '--help'])
  const options = printed.flatMap(({ lines }) => [
    ...lines.matchAll(/ConfigurableHTTPProxy\.command.*"(--[a-z-]+)"/g),
  ])
  expect(options.length).toBeGreaterThan(2)
  for (const [, option = ''] of options) expect(stdout).toContain(`${option} `)
})
