/**
 * Turns bytes that come in pieces into text: UTF-8, or UTF-16 where a mark at the beginning says so, as Windows’ shell
 * writes redirected output. What is neither becomes replacement characters.
 */
export function createDecoder() {
  let decoder: TextDecoder | undefined
  return {
    decode(bytes: Uint8Array): string {
      decoder ??= new TextDecoder(encodingOf(bytes))
      return decoder.decode(bytes, { stream: true })
    },
    end(): string {
      return decoder?.decode() ?? ''
    },
  }
}

function encodingOf([first, second]: Uint8Array): string {
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  if (first === 0xfe && second === 0xff) return 'utf-16be'
  return 'utf-8'
}
