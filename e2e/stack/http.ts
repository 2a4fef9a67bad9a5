import { request } from 'node:http'

export type HttpAnswer = {
  status: number
  headers: Record<string, string | string[] | undefined>
  body: string
}

export type HttpRequest = {
  method?: string
  headers?: Record<string, string>
  /** Sent as JSON. */
  json?: unknown
  /** Milliseconds without any sign of the other side. */
  timeout?: number
}

/**
 * One HTTP request on 127.0.0.1, without following redirects. Unlike `fetch` it can send a Host header,
 * which subdomain mode needs where `*.localhost` does not resolve.
 */
export function http(url: string, options: HttpRequest = {}): Promise<HttpAnswer> {
  const target = new URL(url)
  const body = options.json === undefined ? undefined : JSON.stringify(options.json)
  const headers = {
    host: target.host,
    // Node announces no length for the body of a DELETE by itself.
    ...(body && { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }),
    ...options.headers,
  }
  return new Promise((resolve, reject) => {
    const outgoing = request(
      {
        host: '127.0.0.1',
        port: target.port,
        path: target.pathname + target.search,
        method: options.method ?? 'GET',
        headers,
        timeout: options.timeout ?? 30_000,
      },
      (incoming) => {
        let text = ''
        incoming.setEncoding('utf8')
        incoming.on('data', (chunk: string) => {
          text += chunk
        })
        incoming.on('end', () => {
          resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, body: text })
        })
        incoming.on('error', reject)
      },
    )
    outgoing.on('timeout', () => outgoing.destroy(new Error(`no answer from ${url}`)))
    outgoing.on('error', reject)
    outgoing.end(body)
  })
}
