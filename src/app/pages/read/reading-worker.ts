import { createDecoder } from '#diagnosis/read/decode.ts'
import { createReader } from '#diagnosis/read/reader.ts'
import type { FromWorker, ToWorker } from './worker-messages.ts'

/** Pieces small enough for smooth progress, and large enough not to cost anything. */
const pieceSize = 1_048_576

/** Reads away from the page, so that the page stays quick; what was given never leaves this worker unmasked. */
async function read({ parts }: ToWorker): Promise<void> {
  const total = parts.reduce((sum, part) => sum + part.size, 0)
  const reader = createReader()
  let done = 0
  for (const part of parts) {
    const decoder = createDecoder()
    for (let at = 0; at < part.size; at += pieceSize) {
      const bytes = new Uint8Array(await part.slice(at, at + pieceSize).arrayBuffer())
      reader.push(decoder.decode(bytes))
      done += bytes.length
      tell({ kind: 'progress', share: total === 0 ? 1 : done / total })
    }
    reader.push(decoder.end())
    reader.endOfText()
  }
  tell({ kind: 'done', reading: reader.conclude() })
}

function tell(message: FromWorker): void {
  self.postMessage(message, {})
}

self.addEventListener('message', (event: MessageEvent<ToWorker>) => {
  read(event.data).catch((error: unknown) => {
    tell({ kind: 'failed', reason: error instanceof Error ? error.message : String(error) })
  })
})
