import type { Reading } from '#diagnosis/read/reading.ts'

/** What to read, one after the other, as one text. */
export interface ToWorker {
  parts: readonly Blob[]
}

export type FromWorker =
  | { kind: 'progress'; /** 0 to 1. */ share: number }
  | { kind: 'done'; reading: Reading }
  | { kind: 'failed'; reason: string }
