import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer } from 'ws'
import { servicePaths } from '../contract.ts'
import { echoOf } from '../echo.ts'
import type { Handshakes } from './handshakes.ts'

/** Sockets at once; each is a probe and says one thing. */
const mostOpen = 200
/** Milliseconds that a silent socket is held. */
const longestHold = 10 * 60_000

interface Options {
  prefix: string
  handshakes: Handshakes
  clock: () => number
  stopping: AbortSignal
}

/**
 * WebSockets at `api/ws`, for the doctor alone: a socket that opens is told what its request looked like, and is then
 * held in silence until the page closes it. Needs no login, as the echo needs none.
 */
export function openSockets(server: Server, { prefix, handshakes, clock, stopping }: Options): void {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: 1024, perMessageDeflate: false })
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const url = new URL(request.url ?? '/', 'http://service')
    // An error on a socket that nobody listens to would end the process.
    socket.on('error', () => socket.destroy())
    if (url.pathname !== `${prefix}${servicePaths.socket}`) return end(socket, '404 Not Found')
    if (sockets.clients.size >= mostOpen || stopping.aborted) return end(socket, '503 Service Unavailable')
    const echo = echoOf(asRequest(request, url), infoOf(request), clock())
    handshakes.note(url.searchParams.get('id') ?? '', echo)
    sockets.handleUpgrade(request, socket, head, (opened) => {
      opened.on('error', () => opened.terminate())
      opened.send(JSON.stringify(echo))
      const timer = setTimeout(() => opened.close(1000), longestHold)
      opened.on('close', () => clearTimeout(timer))
    })
  })
  stopping.addEventListener('abort', () => {
    for (const client of sockets.clients) client.close(1001)
  })
}

function end(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
}

function infoOf(request: IncomingMessage) {
  return {
    target: request.url ?? '',
    httpVersion: request.httpVersion,
    peer: request.socket.remoteAddress ?? null,
  }
}

function asRequest(request: IncomingMessage, url: URL): Request {
  const headers = new Headers()
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value)
  }
  return new Request(url, { headers })
}
