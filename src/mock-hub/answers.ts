import type { HubVersion } from '#hub/versions.ts'

/** A JSON answer as the hub's handlers give it. */
export function json(body: unknown, status = 200): Response {
  return new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/json' } })
}

/** An answer without a body: 201, 202, 204. */
export function empty(status: number): Response {
  return new Response(null, { status, headers: status === 204 ? {} : { 'Content-Type': 'text/plain' } })
}

/** The headers that mark every answer as the hub's. */
export function stamped(response: Response, version: HubVersion): Response {
  response.headers.set('X-JupyterHub-Version', version.text)
  response.headers.set('Access-Control-Allow-Headers', 'accept, content-type, authorization')
  return response
}

/** Adds an `ETag` to a finished 200, and answers 304 when the client has that very body. Streams stay as they are. */
export async function revalidated(request: Request, response: Response): Promise<Response> {
  const isStream = response.headers.get('Content-Type')?.startsWith('text/event-stream') ?? false
  if (request.method !== 'GET' || response.status !== 200 || isStream) return response
  const body = await response.text()
  const headers = new Headers(response.headers)
  const etag = `"${fingerprint(body)}"`
  headers.set('ETag', etag)
  const tags = (request.headers.get('if-none-match') ?? '').split(',')
  const known = new Set(tags.map((tag) => tag.trim().replace(/^W\//, '')))
  if (!known.has(etag) && !known.has('*')) return new Response(body, { status: 200, headers })
  headers.delete('Content-Type')
  return new Response(null, { status: 304, headers })
}

/** 106 bits of the text, not cryptographic: `crypto.subtle` is missing on plain-http pages. */
function fingerprint(text: string): string {
  return cyrb53(text, 1) + cyrb53(text, 2)
}

function cyrb53(text: string, seed: number): string {
  let high = 0xdeadbeef ^ seed
  let low = 0x41c6ce57 ^ seed
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index)
    high = Math.imul(high ^ code, 2_654_435_761)
    low = Math.imul(low ^ code, 1_597_334_677)
  }
  high = Math.imul(high ^ (high >>> 16), 2_246_822_507) ^ Math.imul(low ^ (low >>> 13), 3_266_489_909)
  low = Math.imul(low ^ (low >>> 16), 2_246_822_507) ^ Math.imul(high ^ (high >>> 13), 3_266_489_909)
  return (4_294_967_296 * (2_097_151 & low) + (high >>> 0)).toString(16).padStart(14, '0')
}
