import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { explain } from '#diagnosis/read/explain.ts'
import type { Remedy } from '#diagnosis/read/reading.ts'
import { pages, sentences } from '#diagnosis/read/testing/sentences.ts'
import { compareVersions, type HubVersion, parseVersion } from '#hub/versions.ts'
import { root } from '#stack/paths.ts'

/** Lines for jupyterhub_config.py as they are printed somewhere, or a setting that is named there. */
export interface Printed {
  id: string
  /** What is said of them, which may tell the hubs they are for: “From 5.0 on”, “2.0.1 to 3.1”. */
  text: string
  lines: string
}

const samples = join(root, 'src', 'diagnosis', 'read', 'samples')
const read = (folder: string, name: string) => readFileSync(join(folder, name), 'utf8')

const spawning = '[E 2026-01-02 03:04:05.678 JupyterHub'

/** Texts for what the samples do not show. */
const others = {
  'a hub told another host': `[W 2026-01-02 03:04:05.678 JupyterHub base:94] Blocking Cross Origin API request.  Referer: https://hub.example.org/hub/home, Host: inner, Host URL: https://inner/hub/`,
  'a certificate for another name': `12:00:00.000 [ConfigProxy] error: 503 GET /user/ada/ Error [ERR_TLS_CERT_ALTNAME_INVALID]: Hostname/IP does not match certificate's altnames: Host: hub.test. is not cert's CN: ada`,
  'a hub that ends itself': `${spawning} user:900] Unhandled error starting ada's server: no room\n${spawning} base:1293] Aborting due to 5 consecutive spawn failures`,
  'a server on this machine': read(samples, 'spawn-http-timeout.txt').replaceAll('172.18.0.9', '127.0.0.1'),
  'a login at an older hub': read(samples, 'login-not-allowed.txt')
    .replace('version 5.2.1', 'version 4.1.6')
    .replace(/^.*No allow config(?:.*\n){3}/m, ''),
}

function* texts(): Generator<[id: string, text: string]> {
  for (const name of readdirSync(samples)) yield [name, read(samples, name)]
  for (const [status, message] of [...sentences, ...pages]) {
    yield [message, JSON.stringify({ status, message })]
    yield [
      message,
      `[W 2026-01-02 03:04:05.678 JupyterHub web:2106] ${status} POST /hub/api/users/ada/server (10.0.0.1): ${message}`,
    ]
  }
  yield* Object.entries(others)
}

const forHub = ({ where }: Remedy) => where === 'jupyterhub_config.py'

/** The remedies of all that the reader is tried on, by the text that is read. */
export function readings(): [id: string, remedies: Remedy[]][] {
  return [...texts()].map(([id, text]) => [
    id,
    explain(text).findings.flatMap(({ remedies }) => remedies.filter(forHub)),
  ])
}

const documents = join(root, 'docs', 'findings')
const blocks = /```python\n([\s\S]*?)```/g

/** The blocks of the pages about findings, with what stands before each. */
export function documented(): Printed[] {
  return readdirSync(documents).flatMap((name) => {
    const page = read(documents, name)
    return [...page.matchAll(blocks)].map(([, lines = ''], index) => {
      const [before = ''] = page.slice(0, page.indexOf(lines)).split('\n\n').slice(-2)
      return { id: `${name} ${index + 1}`, text: `${before}\n${lines}`, lines }
    })
  })
}

function* sources(): Generator<[name: string, text: string]> {
  for (const folder of ['docs', join('src', 'diagnosis')]) {
    for (const name of readdirSync(join(root, folder), { encoding: 'utf8', recursive: true })) {
      if (/(?<!spec)\.(?:md|ts)$/.test(name)) yield [name, read(join(root, folder), name)]
    }
  }
}

/** Blocks are taken by themselves, and notes in the code are not printed. */
const notSentences = /```python\n[\s\S]*?```|^ *(?:\/\/|\/?\*).*$/gm

/** Settings that sentences name. */
export function named(): Printed[] {
  return [...sources()].flatMap(([name, source]) => {
    const setting = name.endsWith('.md') ? /[ (]`?(c\.[A-Z]\w+\.\w+)/g : /[ (](c\.[A-Z]\w+\.\w+)/g
    return source
      .replaceAll(notSentences, '')
      .split(/\. |\n/)
      .flatMap((text) =>
        [...text.matchAll(setting)].map(([, lines = '']) => ({ id: `${name} ${lines}`, text, lines })),
      )
  })
}

/** Whether a hub is meant, as far as the text tells. */
export function isFor({ text }: Pick<Printed, 'text'>, version: HubVersion): boolean {
  const [, first, last] = /(\d+\.\d+)(?:\.\d+)? to (\d+\.\d+)\b/.exec(text) ?? []
  const since = /from (?:hubs? )?(\d+\.\d+)(?:\.\d+)? on\b/i.exec(text)?.[1] ?? first
  const floor = parseVersion(since ?? '0.0')
  const ceiling = last === undefined ? undefined : parseVersion(`${last}.999`)
  if (!floor) throw new Error(`${since} is no version`)
  return compareVersions(version, floor) >= 0 && (!ceiling || compareVersions(version, ceiling) <= 0)
}

/** As a file: what belongs into the entry of a service gets one around it. */
export function asFile(lines: string): string {
  if (/^c\./m.test(lines)) return lines
  const entry = lines.startsWith('{') ? lines : `{"name": "any", \n${lines}\n}`
  return `c.JupyterHub.services.append(\n${entry}\n)`
}
