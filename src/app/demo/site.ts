import { isSince } from '#hub/versions.ts'
import type { MockHub } from '#mock-hub/hub.ts'

/** Below it stands what a real site has beside the service: the hub's own pages and API, and users' servers. */
export const sitePath = 'site/'

/** A request for the site that has arrived; `path` is below `sitePath`. */
interface SiteRequest {
  path: string
  search: string
  headers: Headers
}

/** What is behind the hub's proxy, beside the service. */
interface Site {
  hub: MockHub
  /** The folder of the page. */
  base: URL
  /** In the place of the hub's own cookie in a browser; undefined where there is none. */
  token: string | undefined
  /** What answers at a route's target when it is asked with this Host; throws where nobody does. */
  askTarget: (target: URL, host: string) => Response
}

/** Answers below `site/`: the hub's API as the mock has it, its pages as far as the doctor looks at them, and servers. */
export async function answerSite(request: SiteRequest, site: Site): Promise<Response> {
  const { path, search, headers } = request
  const { hub, base, token } = site
  if (path.startsWith('hub/api')) {
    const sent = new Headers({ Accept: headers.get('Accept') ?? '*/*' })
    const authorization = headers.get('Authorization') ?? cookieAs(headers, site)
    if (authorization !== undefined) sent.set('Authorization', authorization)
    else if (headers.has('Origin')) sent.set('Origin', headers.get('Origin') ?? '')
    return hub.respond(new Request(`${addressOf(headers)}/${path}${search}`, { headers: sent }))
  }
  const page = `${base.pathname}${sitePath}hub/`
  // What is no page of the hub's, it redirects below its own prefix. Source: `PrefixRedirectHandler`.
  if (!path.startsWith('hub/')) return askServer(request, site) ?? redirect(page + path, hub)
  if (path === 'hub/') {
    const login = `${page}login?next=${encodeURIComponent(page)}`
    return redirect(token === undefined ? login : `${page}home`, hub)
  }
  if (path === 'hub/login') return hub.respond(new Request(`${addressOf(headers)}/${path}`, { headers }))
  const isPage = path === 'hub/home' && token !== undefined
  // 424: a server that does not run. Source: `UserUrlHandler`.
  return hubPage(isPage ? 200 : path.startsWith('hub/user/') ? 424 : 404, {
    'X-JupyterHub-Version': hub.version.text,
    'Content-Security-Policy': "frame-ancestors 'none'; report-uri /hub/security/csp-report",
  })
}

/** By the proxy's route, if there is one; 503 in the hub's words where nobody is at its end. */
function askServer({ path, headers }: SiteRequest, { hub, askTarget }: Site): Response | undefined {
  const route = routeOf(hub.db, path)
  if (!route) return undefined
  try {
    return askTarget(new URL(route.target), headers.get('Host') ?? '')
  } catch {
    return hubPage(503)
  }
}

/** The route of the user's server below whose path this one is; `path` is below the site. */
export function routeOf({ routes }: MockHub['db'], path: string) {
  return [...routes.values()].find(
    ({ routespec, data }) =>
      data.user !== undefined && decodeURI(`/${path}`).startsWith(decodeURI(routespec)),
  )
}

/** As far as anybody reads it: the title, and what an error says. Source: page.html and error.html of the hub. */
function hubPage(status: number, headers: Record<string, string> = {}): Response {
  const type = { 'Content-Type': 'text/html' }
  const { name, sentence } = errorPages[status] ?? {}
  const error =
    name === undefined ? '' : `<div class="error"><h1>${status} : ${name}</h1><p>${sentence}</p></div>`
  const text = `<!DOCTYPE HTML><html lang="en"><head><title>JupyterHub</title></head><body>${error}</body></html>`
  return new Response(text, { status, headers: { ...type, ...headers } })
}

const errorPages: Readonly<Partial<Record<number, { name: string; sentence: string }>>> = {
  404: { name: 'Not Found', sentence: 'Jupyter has lots of moons, but this is not one...' },
  503: {
    name: 'Service Unavailable',
    sentence: "Your server appears to be down. Try restarting it <a href='/hub/home'>from the hub</a>",
  },
}

function redirect(Location: string, { version }: MockHub): Response {
  return new Response(null, { status: 302, headers: { Location, 'X-JupyterHub-Version': version.text } })
}

/**
 * The address that the hub believes in. Tornado takes the scheme from X-Scheme, else from the last entry of
 * X-Forwarded-Proto, and the host from Host. Source: `_HTTPRequestContext._apply_xheaders`.
 */
function addressOf(headers: Headers): string {
  const forwarded = headers.get('X-Forwarded-Proto')?.split(',').at(-1)?.trim()
  const scheme = headers.get('X-Scheme') ?? forwarded ?? 'http'
  return `${scheme}://${headers.get('Host') ?? 'hub'}`
}

/**
 * What the hub makes of its cookie. Below 4 the Referer has to be one of its own pages, at the host and the first scheme
 * that it is told, by `Forwarded` before all others (`check_referer`); from 4 on a call of a script needs an XSRF value, which this page does not have.
 */
function cookieAs(headers: Headers, { hub, base, token }: Site): string | undefined {
  if (token === undefined || isSince(hub.version, '4.0')) return undefined
  const forwarded = /(?:^|[;,\s])proto="?(\w+)/i.exec(headers.get('Forwarded') ?? '')?.[1]
  const scheme = forwarded ?? headers.get('X-Scheme') ?? headers.get('X-Forwarded-Proto')?.split(',')[0]
  const own = `${scheme}://${headers.get('Host')}${base.pathname}${sitePath}hub/`
  return headers.get('Referer')?.startsWith(own) ? `token ${token}` : undefined
}
