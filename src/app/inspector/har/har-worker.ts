import type { FromHarWorker, ToHarWorker } from './open-har.ts'
import { readHarRecord, UnreadableFile } from './read-har-record.ts'

/** Reads away from the page, so that the page stays quick; what is in the file leaves this worker redacted alone. */
async function read({ file, name }: ToHarWorker): Promise<FromHarWorker> {
  try {
    return { record: readHarRecord(await file.text(), name) }
  } catch (cause) {
    if (cause instanceof UnreadableFile) return { reason: cause.message }
    return {
      reason: cause instanceof Error ? `The browser cannot read it: ${cause.message}.` : String(cause),
    }
  }
}

self.addEventListener('message', (event: MessageEvent<ToHarWorker>) => {
  void read(event.data).then((answer) => self.postMessage(answer, {}))
})
