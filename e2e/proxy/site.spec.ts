import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '#stack/paths.ts'
import { describe, expect, it } from 'vitest'
import { broken, harmless } from './broken/all.ts'
import { edges } from './edges/all.ts'
import { edgeNames } from './edges/edge.ts'
import { changed, forSite } from './site.ts'

const site = { port: 18_443, plainPort: 18_080, upstreamPort: 18_000, certificates: '/certificates' }

function shipped(name: string, file: string): string {
  return readFileSync(join(root, 'deploy', 'proxies', name, file), 'utf8')
}

describe.each(edgeNames)('the configuration of %s in deploy/', (name) => {
  const { files } = edges[name]

  it('has no name of the example left when the five of deploy/README.md are replaced', () => {
    const text = files.map((file) => forSite(shipped(name, file), site)).join('\n')
    expect(text).not.toMatch(/example\.org|\b(?:443|80|8000)\b/)
    // Caddy names no ports: they follow from the scheme. An Ingress names a Service and a Secret.
    for (const own of name === 'ingress-nginx' ? ['localhost'] : ['localhost', '18000', '/certificates/']) {
      expect(text).toContain(own)
    }
  })

  it('has every text once that the tables of changes look for', () => {
    for (const { changes } of [...broken[name], ...harmless[name]]) {
      for (const file of files) {
        const own = changes.filter((change) => (change.file ?? files[0]) === file)
        if (own.length > 0) expect(own.reduce(changed, shipped(name, file))).not.toBe(shipped(name, file))
      }
    }
  })
})

describe('a change', () => {
  it.each(['a b', 'a b a b a b'])('is refused when its text does not stand there once: %s', (text) => {
    expect(() => changed(text, { find: text === 'a b' ? 'c' : 'a', put: '' })).toThrow(/not once/)
  })
})
