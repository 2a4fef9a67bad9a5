import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { listAssets } from './node-assets.ts'

describe('listAssets', () => {
  let folder = ''
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'hubscope-assets-'))
    mkdirSync(join(folder, 'assets'))
    for (const name of [
      'index.html',
      'assets/a-1.js',
      'assets/a-1.js.br',
      'assets/a-1.js.gz',
      'assets/x.unknown',
    ]) {
      writeFileSync(join(folder, name), name)
    }
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  it('finds the files with their types and compressed forms', async () => {
    const asset = listAssets(folder).find('assets/a-1.js')
    expect(asset?.type).toBe('text/javascript; charset=utf-8')
    expect(asset?.compressed).toEqual(['br', 'gzip'])
    expect(new TextDecoder().decode(await asset?.read('br'))).toBe('assets/a-1.js.br')
    expect(listAssets(folder).find('index.html')?.compressed).toEqual([])
  })

  it.each([
    '../index.html',
    'assets/../index.html',
    '/index.html',
    'assets',
    'assets/a-1.js.br',
    'assets/x.unknown',
    '',
  ])('finds nothing under %s', (path) => {
    expect(listAssets(join(folder)).find(path)).toBeUndefined()
  })

  it('finds nothing in a folder that is not there', () => {
    expect(listAssets(join(folder, 'gone')).find('index.html')).toBeUndefined()
  })
})
