import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { explainFiles } from './explain.ts'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'explain-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

const noReferer = '[W 2023-01-02 03:04:05.678 JupyterHub base:89] Blocking API request with no referer\n'
const nothing = Readable.from([])

function file(name: string, content: string | Buffer): string {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

describe('hubscope explain', () => {
  it('reads standard input when no file is named', async () => {
    const input = Readable.from([Buffer.from(noReferer.slice(0, 40)), Buffer.from(noReferer.slice(40))])
    const text = await explainFiles({ files: [], json: false }, input)
    expect(text).toContain('ref-missing · certain · error')
    expect(text).toContain(`  1: ${noReferer.trim()}`)
    expect(text).toContain('docs/findings/ref-missing.md')
  })

  it('prints JSON with lines counted over all files', async () => {
    const files = [file('a.log', 'one\ntwo\n'), file('b.log', noReferer)]
    const json: unknown = JSON.parse(await explainFiles({ files, json: true }, nothing))
    expect(json).toMatchObject({
      findings: [{ code: 'ref-missing', certainty: 'certain', evidence: [{ line: 3 }] }],
    })
  })

  it('names the file and its own line in readable output', async () => {
    const files = [file('c.log', 'one\ntwo\n'), file('d.log', `three\n${noReferer}`)]
    expect(await explainFiles({ files, json: false }, nothing)).toContain(`${files[1]}:2: [W`)
  })

  it('says so when there is nothing known', async () => {
    expect(await explainFiles({ files: [file('e.log', 'hello\n')], json: false }, nothing)).toBe(
      'No known problem here (1 line read).',
    )
    expect(JSON.parse(await explainFiles({ files: [file('e.log', '')], json: true }, nothing))).toEqual({
      findings: [],
    })
  })

  it('reads what Windows writes', async () => {
    const path = file('f.log', Buffer.from(`\uFEFF${noReferer.replace('\n', '\r\n')}`, 'utf16le'))
    expect(await explainFiles({ files: [path], json: false }, nothing)).toContain('ref-missing')
  })

  it.each([
    ['no-such-file.log', 'there is no such file'],
    ['.', 'it is a directory'],
  ])('names what it cannot read: %s', async (name, reason) => {
    const path = join(folder, name)
    await expect(explainFiles({ files: [path], json: false }, nothing)).rejects.toThrow(
      `cannot read ${path}: ${reason}`,
    )
  })
})
