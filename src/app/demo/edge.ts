/** A request between page and service, as it is on the wire: no rule of browsers binds its headers. */
export interface Asked {
  method: string
  /** Path and query as they stand in the request line. */
  target: string
  /** Path without query below the demo's folder: `api/echo`, `site/hub/api/`. */
  path: string
  headers: Headers
}

/** What stands between browser and service and does not hand everything on as it came. */
export interface Edge {
  /** Changes a request before it goes on. */
  change?: (asked: Asked) => void
  /** Answers in the place of what is behind it; undefined: the request goes on. */
  answer?: (asked: Asked) => Response | undefined | Promise<Response | undefined>
  /** Changes an answer before it goes back. */
  dress?: (response: Response, asked: Asked) => Response
  /** Milliseconds after which it ends a WebSocket on which nothing is said. */
  silence?: number
}

/** Bytes of headers that configurable-http-proxy takes: the limit of Node's HTTP parser. */
const largestHead = 16_384

/** Hands a request through the edge and the hub's proxy to what is behind them, and the answer back. */
export async function through(
  edge: Edge,
  asked: Asked,
  behind: (asked: Asked) => Promise<Response>,
): Promise<Response> {
  edge.change?.(asked)
  const own = await edge.answer?.(asked)
  if (own) return own
  const response =
    sizeOf(asked.headers) > largestHead
      ? new Response(null, { status: 431, headers: { Connection: 'close' } })
      : await behind(asked)
  return edge.dress?.(response, asked) ?? response
}

/** Bytes on the wire: `name: value` and the end of the line. */
function sizeOf(headers: Headers): number {
  return [...headers].reduce((sum, [name, value]) => sum + name.length + value.length + 4, 0)
}

/** The same answer with other headers; `undefined` takes one away. */
export function dressed(response: Response, change: Readonly<Record<string, string | undefined>>): Response {
  const headers = new Headers(response.headers)
  for (const [name, value] of Object.entries(change)) {
    if (value === undefined) headers.delete(name)
    else headers.set(name, value)
  }
  const { body, status } = response
  return new Response(body, { status, headers })
}

/** A page that a proxy writes itself. */
export function proxyPage(status: number, title: string, headers: Record<string, string> = {}): Response {
  const text = `<html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>`
  return new Response(text, {
    status,
    headers: { 'Content-Type': 'text/html', Server: 'nginx/1.22.1', ...headers },
  })
}

/** configurable-http-proxy, where the hub is not there to render its page: bare words without a type. */
export function wordsOfChp(): Response {
  return new Response(new TextEncoder().encode('Service Unavailable'), { status: 503 })
}
