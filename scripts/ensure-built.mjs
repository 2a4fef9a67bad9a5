import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { withLock } from './lock.mjs'
import { npm, root, runStep } from './run-step.mjs'

const builds = {
  service: {
    title: 'building the page and the service',
    script: 'build',
    outputs: ['dist/app', 'dist/server'],
  },
  demo: { title: 'building the demo', script: 'build:demo', outputs: ['dist/demo'] },
}

const sources = [
  'src',
  'public',
  'index.html',
  'vite.config.ts',
  'tsconfig.json',
  'package.json',
  'package-lock.json',
]

/** Files at or below `path`, sorted; none when there is nothing. */
function filesOf(path) {
  try {
    if (statSync(path).isFile()) return [path]
    return readdirSync(path, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
      .sort()
  } catch {
    return []
  }
}

/** Of the content of everything a build reads. Tests are no part of it. */
export function hashSources(directory) {
  const hash = createHash('sha256')
  for (const file of sources.flatMap((name) => filesOf(join(directory, name)))) {
    if (/\.spec\.tsx?$/.test(file)) continue
    hash.update(file.slice(directory.length)).update('\0').update(readFileSync(file)).update('\0')
  }
  return hash.digest('hex')
}

/** Of names, sizes and times of what a build wrote; undefined when there is nothing. */
export function stampOutputs(directory, outputs) {
  const lists = outputs.map((name) => filesOf(join(directory, name)))
  if (lists.some((files) => files.length === 0)) return undefined
  const hash = createHash('sha256')
  for (const file of lists.flat()) {
    const { size, mtimeMs } = statSync(file)
    hash.update(`${file.slice(directory.length)}\0${size}\0${mtimeMs}\0`)
  }
  return hash.digest('hex')
}

function readRecord(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return {}
  }
}

/**
 * Builds when sources changed since the last build, or when someone else wrote to dist meanwhile.
 * @param {'service' | 'demo'} name `service` is the page and the service.
 */
export async function ensureBuilt(name = 'service') {
  const { title, script, outputs } = builds[name]
  const recordFile = join(root, '.cache', 'build', `${name}.json`)
  const isFresh = (hash) => {
    const record = readRecord(recordFile)
    return record.sources === hash && record.outputs === stampOutputs(root, outputs)
  }
  if (isFresh(hashSources(root))) return
  await withLock(join(root, '.cache', 'build.lock'), async () => {
    const hash = hashSources(root)
    if (isFresh(hash)) return
    const [command, ...first] = npm()
    const { code, output } = await runStep(title, command, [...first, 'run', script])
    if (code !== 0) throw new Error(`The build failed:\n${output}`)
    mkdirSync(dirname(recordFile), { recursive: true })
    writeFileSync(recordFile, JSON.stringify({ sources: hash, outputs: stampOutputs(root, outputs) }))
  })
}
