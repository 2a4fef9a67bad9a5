import { request } from 'node:http'

/** A request and its answer, as both went over the wire. */
export interface Exchange {
  method: string
  /** Below the hub's address, with the query. */
  path: string
  host: string
  sent: Record<string, string>
  status: number
  /** As they came: names and values in turn. */
  received: readonly (readonly [name: string, value: string])[]
  body: string
}

export interface Ask {
  method?: string
  headers?: Record<string, string>
  /** Sent as it is; an object is sent as JSON, with its content type. */
  body?: string | object
}

/** One request as a browser or a script would send it; redirects are not followed. */
export function exchange(url: string, { method = 'GET', headers = {}, body }: Ask = {}): Promise<Exchange> {
  const { host, hostname, port, pathname, search } = new URL(url)
  const text = typeof body === 'object' ? JSON.stringify(body) : body
  const sent = {
    host,
    ...(typeof body === 'object' && { 'content-type': 'application/json' }),
    ...(text !== undefined && { 'content-length': String(Buffer.byteLength(text)) }),
    ...headers,
  }
  const path = pathname + search
  return new Promise((resolve, reject) => {
    const outgoing = request(
      // A connection of its own: one that is kept may just be closed.
      { host: hostname, port, method, path, headers: sent, timeout: 30_000, agent: false },
      (incoming) => {
        const chunks: Buffer[] = []
        incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
        incoming.on('error', reject)
        incoming.on('end', () => {
          const { rawHeaders, statusCode = 0 } = incoming
          const received = rawHeaders.flatMap((name, index) =>
            index % 2 === 0 ? [[name, rawHeaders[index + 1] ?? ''] as const] : [],
          )
          resolve({
            method,
            path,
            host,
            sent,
            status: statusCode,
            received,
            body: Buffer.concat(chunks).toString(),
          })
        })
      },
    )
    outgoing.on('timeout', () => outgoing.destroy(new Error(`no answer from ${url}`)))
    outgoing.on('error', reject)
    outgoing.end(text)
  })
}

/** What `curl -v` prints of it. */
export function asCurl({ method, path, host, sent, status, received, body }: Exchange): string {
  return [
    `* Connected to ${host.split(':')[0]} (127.0.0.1) port ${host.split(':')[1]}`,
    `> ${method} ${path} HTTP/1.1`,
    ...Object.entries(sent).map(([name, value]) => `> ${name}: ${value}`),
    '> ',
    `< HTTP/1.1 ${status} Said`,
    ...received.map(([name, value]) => `< ${name}: ${value}`),
    '< ',
    body,
  ].join('\n')
}

/** The words of the answer: the `message` of JSON, the text of a page. */
export function wordsOf({ body }: Exchange): string {
  try {
    const parsed: unknown = JSON.parse(body)
    if (typeof parsed === 'object' && parsed !== null && 'message' in parsed) return String(parsed.message)
  } catch {
    // A page.
  }
  return body
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll('&#39;', "'")
    .replaceAll('&#34;', '"')
    .replaceAll(/\s+/g, ' ')
}
