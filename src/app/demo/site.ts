import type { MockHub } from '#mock-hub/hub.ts'

/** Below it stands what a real site has beside the service: the hub's own pages and API, and users' servers. */
export const sitePath = 'site/'

/**
 * A request as it would arrive behind a proxy that does everything right, and configurable-http-proxy behind it. The
 * worker sees requests before the browser has added what it adds.
 */
export function arriving(request: Request): Request {
  const { host, protocol, origin, href } = location
  const scheme = protocol.slice(0, -1)
  const headers = new Headers(request.headers)
  const added: Record<string, string> = {
    Host: host,
    Origin: origin,
    'X-Real-IP': '198.51.100.7',
    'X-Forwarded-For': '198.51.100.7,10.0.0.2',
    'X-Forwarded-Proto': `${scheme},http`,
    'X-Forwarded-Host': host,
    'X-Scheme': scheme,
    ...(request.method === 'GET' ? { Referer: href.replace(/#.*/, '') } : {}),
    ...(isSecureContext
      ? { 'Sec-Fetch-Site': 'same-origin', 'Sec-Fetch-Mode': 'cors', 'Sec-Fetch-Dest': 'empty' }
      : {}),
  }
  // Some of these no page may set on a request; on headers alone it may.
  for (const [name, value] of Object.entries(added)) headers.set(name, value)
  Object.defineProperty(request, 'headers', { value: headers })
  return request
}

/** Answers below `site/`: the hub's API as the mock has it, its pages as far as the doctor looks at them. */
export async function answerSite(request: Request, hub: MockHub, base: URL): Promise<Response> {
  const { pathname, search } = new URL(request.url)
  const path = pathname.slice(`${base.pathname}${sitePath}`.length)
  if (path.startsWith('hub/api')) {
    return hub.respond(new Request(`https://hub.demo/${path}${search}`, { headers: request.headers }))
  }
  const headers = {
    'Content-Type': 'text/html; charset=utf-8',
    'X-JupyterHub-Version': hub.version.text,
    'Content-Security-Policy': "frame-ancestors 'none'; report-uri /hub/security/csp-report",
  }
  if (/^user\/.*\/api$/.test(path)) return serverApi(path, hub, headers)
  const isPage = path === 'hub/home' || path === 'hub/login'
  return new Response('<!doctype html><title>JupyterHub</title>', { status: isPage ? 200 : 404, headers })
}

/** What a user's server says without a login; 503 by the proxy where none runs. */
function serverApi(path: string, hub: MockHub, headers: Record<string, string>): Response {
  const spec = `/${path.slice(0, -'api'.length)}`
  const isRouted = [...hub.db.routes.keys()].some((routespec) => decodeURI(routespec) === decodeURI(spec))
  if (!isRouted) return new Response('<!doctype html><title>JupyterHub</title>', { status: 503 })
  return Response.json(
    { version: '2.21.1' },
    { headers: { 'X-JupyterHub-Version': headers['X-JupyterHub-Version'] ?? '' } },
  )
}
