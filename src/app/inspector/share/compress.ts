/** Bytes. What unpacks to more is no exchange, whoever made the link. */
const mostUnpacked = 64 * 1024

/** A text, compressed, in letters that an address holds as they are. */
export async function deflated(text: string): Promise<string> {
  const packed = through(text, new CompressionStream('deflate-raw'))
  const bytes = new Uint8Array(await new Response(packed).arrayBuffer())
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '')
}

/** The text again; undefined when the letters are none that `deflated` makes, or stand for a giant. */
export async function inflated(letters: string): Promise<string | undefined> {
  try {
    const packed = atob(letters.replaceAll('-', '+').replaceAll('_', '/'))
    const bytes = Uint8Array.from(packed, (character) => character.charCodeAt(0))
    const decoder = new TextDecoder('utf-8', { fatal: true })
    // Not every browser lets a stream be walked through by `for await`.
    const reader = through(bytes, new DecompressionStream('deflate-raw')).getReader()
    let text = ''
    for (let size = 0; ;) {
      const { done, value } = await reader.read()
      if (done) return text + decoder.decode()
      size += value.length
      if (size > mostUnpacked) {
        await reader.cancel()
        return undefined
      }
      text += decoder.decode(value, { stream: true })
    }
  } catch {
    return undefined
  }
}

function through(
  content: string | Uint8Array<ArrayBuffer>,
  stream: CompressionStream | DecompressionStream,
): ReadableStream<Uint8Array> {
  const { body } = new Response(content)
  if (!body) throw new Error('a response with a body has one')
  return body.pipeThrough(stream)
}
