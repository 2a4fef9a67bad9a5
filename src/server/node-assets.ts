import { existsSync, readdirSync, statSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { extname, join, sep } from 'node:path'
import type { Asset, Assets } from './assets.ts'

const types: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
}
const suffixes = { br: '.br', gzip: '.gz', identity: '' } as const

/** The files of a folder, listed once; their bytes are read when they are asked for. An absent folder has none. */
export function listAssets(folder: string): Assets {
  const found = new Map<string, Asset>()
  const names = existsSync(folder) ? readdirSync(folder, { recursive: true, encoding: 'utf8' }) : []
  const all = new Set(names)
  for (const name of names) {
    const type = types[extname(name)]
    if (!type) continue
    const stat = statSync(join(folder, name))
    if (!stat.isFile()) continue
    found.set(name.replaceAll(sep, '/'), {
      type,
      tag: `${stat.size.toString(36)}-${Math.round(stat.mtimeMs).toString(36)}`,
      compressed: (['br', 'gzip'] as const).filter((encoding) => all.has(name + suffixes[encoding])),
      read: async (encoding) => new Uint8Array(await readFile(join(folder, name + suffixes[encoding]))),
    })
  }
  return { find: (path) => found.get(path) }
}
