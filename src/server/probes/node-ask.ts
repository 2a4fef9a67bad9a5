import { type ClientRequest, type IncomingMessage, request as httpRequest } from 'node:http'
import { request as httpsRequest } from 'node:https'
import type { Socket } from 'node:net'
import { Readable } from 'node:stream'
import { checkServerIdentity, TLSSocket } from 'node:tls'
import { isAddress } from '#diagnosis/doctor/is-address.ts'
import { lookup } from './loopback.ts'

/** One request as it goes onto the wire. Redirects are not followed. */
export interface WireRequest {
  method?: string
  headers?: Record<string, string>
  body?: Uint8Array | undefined
  signal: AbortSignal
  /** The Host header, and the name asked for in TLS, when it shall not be that of the address. */
  host?: string
  /** Accepts any certificate. `authority`: one of any authority and any time, when it is for the host that is asked for. */
  insecure?: boolean | 'authority'
  /** Where the first answer came from: later requests with the same pin are sent there, whatever the name means by then. */
  pin?: { address?: string | undefined }
}

export type WireAsk = (url: URL, request: WireRequest) => Promise<Response>

/**
 * Sends a request with exactly these headers and path: `fetch` would not let Host be set, encodes paths anew and follows
 * the rules of browsers. Throws what the connection throws, with its `code`.
 */
export const askOnWire: WireAsk = (url, wire) =>
  new Promise((resolve, reject) => {
    const { method = 'GET', headers = {}, body, signal, host, insecure, pin } = wire
    const isTls = url.protocol === 'https:'
    const hostname = url.hostname.replace(/^\[(.*)\]$/, '$1')
    const name = (host ?? url.host).replace(/:\d+$/, '')
    const request: ClientRequest = (isTls ? httpsRequest : httpRequest)({
      hostname: pin?.address ?? hostname,
      port: url.port === '' ? (isTls ? 443 : 80) : Number(url.port),
      path: rawPath(url),
      method,
      headers: { Host: host ?? url.host, ...(body ? { 'Content-Length': body.length } : {}), ...headers },
      agent: false,
      lookup,
      signal,
      ...(isTls ? { rejectUnauthorized: !insecure, ...(isName(name) ? { servername: name } : {}) } : {}),
    })
    if (insecure === 'authority') {
      request.on('socket', (socket) => demandName(socket, isName(name) ? name : hostname))
    }
    request.on('response', (incoming) => {
      if (pin) pin.address ??= incoming.socket.remoteAddress
      try {
        resolve(responseOf(incoming, method))
      } catch (error) {
        // Whoever answers may answer anything; nobody else would catch what is thrown here.
        incoming.destroy()
        reject(error)
      }
    })
    request.on('error', reject)
    request.end(body)
  })

/** Node looks at names only of certificates that it trusts. */
function demandName(socket: Socket, name: string): void {
  if (!(socket instanceof TLSSocket)) return
  socket.on('secureConnect', () => {
    const error = checkServerIdentity(name, socket.getPeerCertificate())
    if (error) socket.destroy(error)
  })
}

/** Throws when a `Response` cannot be like this answer, as with the status 999. */
function responseOf(incoming: IncomingMessage, method: string): Response {
  const headers = new Headers()
  for (let index = 0; index + 1 < incoming.rawHeaders.length; index += 2) {
    headers.append(incoming.rawHeaders[index] ?? '', incoming.rawHeaders[index + 1] ?? '')
  }
  const status = incoming.statusCode ?? 502
  if (method === 'HEAD' || [204, 205, 304].includes(status)) {
    incoming.resume()
    return new Response(null, { status, headers })
  }
  return new Response(Readable.toWeb(incoming) as ReadableStream<Uint8Array>, { status, headers })
}

/** The path as the URL has it: with its double slashes, and encoded as it was. */
function rawPath(url: URL): string {
  return url.pathname + url.search
}

/** An address is no name to ask for in TLS. */
function isName(host: string): boolean {
  return !isAddress(host) && host !== ''
}
