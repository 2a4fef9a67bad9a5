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
 * WebSockets at `api/ws`, for the doctor alone: what the request for one looked like is remembered, and the socket is held
 * in silence until the page closes it. It says nothing, because pages of any origin can open one and read it.
 */
export function openSockets(server: Server, { prefix, handshakes, clock, stopping }: Options): void {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: 1024, perMessageDeflate: false })
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    // An error on a socket that nobody listens to would end the process.
    socket.on('error', () => socket.destroy())
    const asked = requestOf(request)
    if (!asked) return end(socket, '400 Bad Request')
    const url = new URL(asked.url)
    if (url.pathname !== `${prefix}${servicePaths.socket}`) return end(socket, '404 Not Found')
    if (sockets.clients.size >= mostOpen || stopping.aborted) return end(socket, '503 Service Unavailable')
    handshakes.note(url.searchParams.get('id') ?? '', echoOf(asked, infoOf(request), clock()))
    sockets.handleUpgrade(request, socket, head, (opened) => {
      opened.on('error', () => opened.terminate())
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

/** Undefined when the request target is no path: such a throw would end the process. */
function requestOf(request: IncomingMessage): Request | undefined {
  const headers = new Headers()
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value)
  }
  try {
    return new Request(`http://service${request.url}`, { headers })
  } catch {
    return undefined
  }
}
