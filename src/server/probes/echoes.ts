import { answeredByHeader, servicePaths } from '../contract.ts'
import type { ConnectionInfo } from '../deps.ts'
import { echoOf } from '../echo.ts'
import { refuse } from '../refusal.ts'

interface Arrival {
  info: ConnectionInfo | undefined
  /** `host:port` where the service listens; undefined when that is not known. */
  address: string | undefined
  now: number
}

/** Bytes that a body may have; they are counted and not kept. */
const largestBody = 16 * 1024 * 1024

/**
 * `api/echo` and everything below it, with any method: says what arrived, body size included. What is below
 * `api/echo/cached` comes without Cache-Control, as the hub's own answers do, so that a cache in between shows itself.
 */
export async function answerEcho(
  request: Request,
  path: string,
  { info, address, now }: Arrival,
): Promise<Response> {
  const body = request.body ? await count(request.body) : undefined
  if (body === 'too-large') return refuse(413, 'too-large', 'The echo takes bodies of 16 MiB at most.')
  const mayBeKept = path.startsWith(`${servicePaths.echo}/cached`)
  return Response.json(
    {
      ...echoOf(request, info, now),
      ...(address === undefined ? {} : { isOwnHost: request.headers.get('Host') === address }),
      ...(body === undefined ? {} : { body }),
      ...(mayBeKept ? { id: crypto.randomUUID() } : {}),
    },
    { headers: { [answeredByHeader]: 'service', ...(mayBeKept ? {} : { 'Cache-Control': 'no-store' }) } },
  )
}

async function count(body: ReadableStream<Uint8Array>): Promise<number | 'too-large'> {
  const reader = body.getReader()
  let bytes = 0
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return bytes
    bytes += value.length
    if (bytes > largestBody) {
      await reader.cancel()
      return 'too-large'
    }
  }
}
