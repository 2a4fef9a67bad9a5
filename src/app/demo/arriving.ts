import type { Asked } from './edge.ts'

/** The page that sends, as its address bar has it. */
export interface SendingPage {
  href: string
  /** Browsers send fetch metadata there. */
  isTrustworthy: boolean
}

/**
 * A request as it arrives behind a proxy that does everything right, and configurable-http-proxy behind it. The worker
 * sees requests before the browser has added what it adds. `page` undefined: it comes from the service, not a browser.
 */
export function arriving(request: Request, base: URL, page?: SendingPage, bytes = 0): Asked {
  const { host, protocol, origin, pathname, search } = new URL(request.url)
  const scheme = protocol.slice(0, -1)
  const headers = new Headers(request.headers)
  const added: Record<string, string> = {
    Host: host,
    'X-Real-IP': '198.51.100.7',
    'X-Forwarded-For': '198.51.100.7,10.0.0.2',
    'X-Forwarded-Proto': `${scheme},http`,
    'X-Forwarded-Host': host,
    'X-Scheme': scheme,
    ...(bytes > 0 ? { 'Content-Length': String(bytes) } : {}),
    ...(page ? byBrowser(request, origin, page) : {}),
  }
  // Some of these no page may set on a request; on headers alone it may.
  for (const [name, value] of Object.entries(added)) headers.set(name, value)
  return {
    method: request.method,
    target: pathname + search,
    path: pathname.slice(base.pathname.length),
    headers,
  }
}

function byBrowser(request: Request, origin: string, page: SendingPage): Record<string, string> {
  const { referrer } = request
  const isNamed = URL.canParse(referrer) && /^https?:/.test(referrer)
  return {
    Origin: origin,
    ...(request.method === 'GET' ? { Referer: (isNamed ? referrer : page.href).replace(/#.*/, '') } : {}),
    ...(page.isTrustworthy
      ? { 'Sec-Fetch-Site': 'same-origin', 'Sec-Fetch-Mode': 'cors', 'Sec-Fetch-Dest': 'empty' }
      : {}),
  }
}
