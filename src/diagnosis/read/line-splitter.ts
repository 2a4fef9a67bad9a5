/** Cuts a text that comes in pieces into lines, whatever ends them. */
export function createLineSplitter(onLine: (line: string) => void) {
  let rest = ''
  return {
    push(piece: string): void {
      const text = rest + piece
      let start = 0
      for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', start)) {
        onLine(text.slice(start, text[end - 1] === '\r' && end > start ? end - 1 : end))
        start = end + 1
      }
      rest = text.slice(start)
    },
    end(): void {
      if (rest !== '') onLine(rest)
      rest = ''
    },
  }
}
