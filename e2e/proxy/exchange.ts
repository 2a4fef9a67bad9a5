import type { IncomingMessage } from 'node:http'
import { request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'

export type Answer = {
  status: number
  headers: IncomingMessage['headers']
  body: string
}

export type Exchange = {
  method?: string
  headers?: Record<string, string>
  body?: string | Buffer
  /** Milliseconds without any sign of the other side. */
  timeout?: number
}

/**
 * Opens a request to the site and resolves with the answer as soon as its headers are there. It always goes to
 * 127.0.0.1, and trusts any certificate: what the tests are about comes behind TLS.
 */
export function open(url: string, options: Exchange = {}): Promise<IncomingMessage> {
  const target = new URL(url)
  const request = target.protocol === 'https:' ? requestHttps : requestHttp
  return new Promise((resolve, reject) => {
    const outgoing = request(
      {
        host: '127.0.0.1',
        servername: target.hostname,
        port: target.port,
        // Not URL's path: a test may send what URL would tidy up.
        path: url.slice(target.origin.length) || '/',
        method: options.method ?? 'GET',
        headers: {
          host: target.host,
          ...(options.body !== undefined && { 'content-length': Buffer.byteLength(options.body) }),
          ...options.headers,
        },
        timeout: options.timeout ?? 30_000,
        rejectUnauthorized: false,
        agent: false,
      },
      resolve,
    )
    outgoing.on('timeout', () => outgoing.destroy(new Error(`no answer from ${url}`)))
    outgoing.on('error', reject)
    outgoing.end(options.body)
  })
}

/** One request with the whole of its answer, without following redirects. */
export async function exchange(url: string, options: Exchange = {}): Promise<Answer> {
  const incoming = await open(url, options)
  let body = ''
  for await (const chunk of incoming.setEncoding('utf8')) body += String(chunk)
  return { status: incoming.statusCode ?? 0, headers: incoming.headers, body }
}
