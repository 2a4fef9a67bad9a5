import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { createServer } from 'node:http'
import { extname, join } from 'node:path'

const types = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
}

/** The file for a path, its `index.html` for a folder; `'folder'` when the slash at the end is missing. */
async function find(directory, path) {
  if (path.split('/').includes('..') || path.includes('\0') || path.includes('\\')) return undefined
  const file = join(directory, path)
  const found = await stat(file).catch(() => undefined)
  if (found?.isFile()) return path.endsWith('/') ? undefined : file
  if (!found?.isDirectory()) return undefined
  return path.endsWith('/') ? find(directory, `${path}index.html`) : 'folder'
}

async function answer(directory, prefix, request, response) {
  const url = new URL(request.url ?? '/', 'http://localhost')
  const refuse = (status) => response.writeHead(status, { 'Content-Type': 'text/plain' }).end(`${status}\n`)
  if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(405)
  if (!url.pathname.startsWith(prefix)) return refuse(404)
  let path
  try {
    path = decodeURIComponent(url.pathname.slice(prefix.length - 1))
  } catch {
    return refuse(400)
  }
  const file = await find(directory, path)
  if (file === undefined) return refuse(404)
  if (file === 'folder') return response.writeHead(301, { Location: `${url.pathname}/${url.search}` }).end()
  response.writeHead(200, {
    'Content-Type': types[extname(file)] ?? 'application/octet-stream',
    'Cache-Control': 'no-cache',
  })
  if (request.method === 'HEAD') return response.end()
  createReadStream(file)
    .on('error', () => response.destroy())
    .pipe(response)
}

/**
 * Serves the files of a folder on 127.0.0.1, as any plain web server would.
 * @param {string} directory
 * @param {{ port?: number, prefix?: string }} [options] port 0 is any free one; the prefix has slashes at both ends.
 * @returns {Promise<{ url: string, stop: () => Promise<void> }>}
 */
export async function serveFiles(directory, { port = 0, prefix = '/' } = {}) {
  const server = createServer((request, response) => void answer(directory, prefix, request, response))
  await new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  const stop = () =>
    new Promise((resolve) => {
      server.close(resolve)
      server.closeAllConnections()
    })
  return { url: `http://127.0.0.1:${server.address().port}${prefix}`, stop }
}
