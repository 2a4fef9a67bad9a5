import { type Assets, serveAsset } from './assets.ts'
import type { Deps } from './deps.ts'
import { escapeHtml } from './notice.ts'
import { refuse, refuseNoSession } from './refusal.ts'

/**
 * Static files, and the page itself for every other path, so that a deep link opens. The page needs a login: a browser
 * that comes by navigation is sent to the hub, anything else gets 401. Files need none; there is nothing in them.
 */
export function createPage({ config, sessions, login, assets }: Deps) {
  return async (request: Request, path: string): Promise<Response> => {
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      return refuse(405, 'method', 'Pages can only be read.', { Allow: 'GET, HEAD' })
    }
    const asset = path === 'index.html' ? undefined : assets?.find(path)
    if (asset) return serveAsset(request, path, asset)
    if (path.startsWith('assets/')) return plain(404, 'There is no such file.')
    // Not a 5xx: a hub that starts would take that for a service that is down, and end itself.
    if (!assets?.find('index.html')) return plain(404, 'The page is not built. Run: npm run build')

    const session = await sessions.find(request)
    if (session === 'none' || session === 'unreadable') {
      if (!login || !isNavigation(request)) return refuseNoSession()
      return login.begin(request, path + new URL(request.url).search)
    }
    return entry(config.prefix, assets)
  }
}

async function entry(prefix: string, assets: Assets): Promise<Response> {
  const bytes = await assets.find('index.html')?.read('identity')
  const html = new TextDecoder().decode(bytes)
  return new Response(html.replace('<!--base-->', `<base href="${escapeHtml(prefix)}" />`), {
    headers: { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-store' },
  })
}

/** Plain-http browsers send no Sec-Fetch-Mode. */
function isNavigation(request: Request): boolean {
  const mode = request.headers.get('Sec-Fetch-Mode')
  if (mode !== null) return mode === 'navigate'
  return request.headers.get('Accept')?.includes('text/html') ?? false
}

function plain(status: number, text: string): Response {
  return new Response(`${text}\n`, {
    status,
    headers: { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' },
  })
}
