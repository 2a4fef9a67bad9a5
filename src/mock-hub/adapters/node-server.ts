import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { buffer } from 'node:stream/consumers'
import type { MockHub } from '../hub.ts'

/** A mock hub on a port of 127.0.0.1. */
export interface RunningHub {
  /** Without a slash at the end. */
  origin: string
  stop(): Promise<void>
}

/** Serves the hub over HTTP, chunk by chunk; a client that leaves ends its stream. `port` 0 is any free one. */
export async function serveMockHub(hub: MockHub, port = 0): Promise<RunningHub> {
  const server = createServer((incoming, outgoing) => void answer(hub, incoming, outgoing))
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  return { origin: `http://127.0.0.1:${portOf(server)}`, stop: () => stop(server) }
}

async function answer(hub: MockHub, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  const abort = new AbortController()
  outgoing.once('close', () => abort.abort())
  try {
    const response = await hub.respond(await toRequest(incoming, abort.signal))
    outgoing.writeHead(response.status, [...response.headers].flat())
    outgoing.flushHeaders()
    for await (const chunk of response.body ?? []) {
      if (!outgoing.write(chunk)) await drained(outgoing)
    }
    outgoing.end()
  } catch {
    // The client left, or the mock broke: both end the connection.
    outgoing.destroy()
  }
}

async function toRequest(incoming: IncomingMessage, signal: AbortSignal): Promise<Request> {
  const { method = 'GET', url = '/' } = incoming
  const headers = new Headers()
  for (const [name, value] of Object.entries(incoming.headers)) {
    for (const one of [value ?? []].flat()) headers.append(name, one)
  }
  const hasBody = method !== 'GET' && method !== 'HEAD'
  return new Request(new URL(url, `http://${incoming.headers.host ?? '127.0.0.1'}`), {
    method,
    headers,
    signal,
    ...(hasBody ? { body: new Uint8Array(await buffer(incoming)) } : {}),
  })
}

function drained(outgoing: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    outgoing.once('drain', resolve)
    outgoing.once('close', resolve)
  })
}

function portOf(server: Server): number {
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('not listening on a port')
  return address.port
}

function stop(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close((error) => (error ? reject(error) : resolve()))
    server.closeAllConnections()
  })
}
