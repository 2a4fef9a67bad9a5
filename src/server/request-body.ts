/** The body of a request, at most `limit` bytes; undefined when it has none. */
export async function readBody(
  request: Request,
  limit: number,
): Promise<Uint8Array<ArrayBuffer> | undefined | 'too-large'> {
  if (request.method === 'GET' || request.method === 'HEAD') return undefined
  if (Number(request.headers.get('Content-Length') ?? 0) > limit) return 'too-large'
  // Not every browser that runs the demo lets a request's body be read as a stream.
  const bytes = request.body
    ? await collect(request.body, limit)
    : new Uint8Array(await request.arrayBuffer())
  if (bytes === undefined || bytes.length > limit) return 'too-large'
  return bytes.length === 0 ? undefined : bytes
}

async function collect(
  body: ReadableStream<Uint8Array>,
  limit: number,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const reader = body.getReader()
  const chunks: Uint8Array[] = []
  let size = 0
  for (;;) {
    const { done, value } = await reader.read()
    if (done) break
    size += value.length
    if (size > limit) {
      await reader.cancel()
      return undefined
    }
    chunks.push(value)
  }
  const whole = new Uint8Array(size)
  let at = 0
  for (const chunk of chunks) {
    whole.set(chunk, at)
    at += chunk.length
  }
  return whole
}
