import { dock } from '../dock/dock-store.ts'
import type { ImportedRecord } from '../imported/imported-record.ts'
import { imported } from '../imported/imported-store.ts'

export interface ToHarWorker {
  file: Blob
  name: string
}
export type FromHarWorker = { record: ImportedRecord } | { reason: string }

/** Bytes; a text of more would not fit into one string of the browser. */
const largest = 400_000_000

let running: Worker | undefined

/** Shows a HAR file in the place of the page's own record, or says why that cannot be. The last one opened wins. */
export function openHar(file: File): void {
  const { name } = file
  running?.terminate()
  running = undefined
  const show = (answer: FromHarWorker) => {
    // What is selected now is in another record.
    dock.open(undefined, 'dock')
    if ('reason' in answer) imported.set({ kind: 'failed', name, reason: answer.reason })
    else imported.set({ kind: 'shown', record: answer.record })
  }
  if (file.size > largest) return show({ reason: 'It is larger than 400 MB.' })

  const worker = new Worker(new URL('har-worker.ts', import.meta.url), { type: 'module' })
  running = worker
  imported.set({ kind: 'reading', name })
  const end = (answer: FromHarWorker) => {
    worker.terminate()
    if (running !== worker) return
    running = undefined
    show(answer)
  }
  worker.addEventListener('message', ({ data }: MessageEvent<FromHarWorker>) => end(data))
  worker.addEventListener('error', () => end({ reason: 'The reader could not be started. Reload the page.' }))
  worker.postMessage({ file, name } satisfies ToHarWorker, [])
}

/** Gives up reading, if a file is being read, and goes back to the page's own record. */
export function closeImported(): void {
  running?.terminate()
  running = undefined
  imported.close()
}
