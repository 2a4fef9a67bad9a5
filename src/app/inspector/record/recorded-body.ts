import { redactText } from './redact.ts'

/** A body as the record keeps it: redacted, and no longer than `longestBody`. */
export interface RecordedBody {
  text: string
  /** How long it was on the way, in bytes of UTF-8, before anything was taken out. */
  bytes: number
  /** `text` is not all of it: it was too long, or made room for newer ones (then `text` is empty). */
  cut: boolean
  /** Its media type, as its header says. */
  type: string | undefined
}

/** One frame of a stream; `at`: ms since the epoch. */
export interface RecordedFrame {
  at: number
  text: string
}

/** Bytes of UTF-8. */
const longestBody = 64 * 1024
const longestFrame = 4 * 1024

const encoder = new TextEncoder()

/** Redacts first and cuts then: half a token is not known for one. */
export function recordedBody(text: string, type: string | undefined): RecordedBody {
  const redacted = redactText(text)
  const kept = cutTo(redacted, longestBody)
  return { text: kept, bytes: bytesOf(text), cut: kept.length < redacted.length, type }
}

export function recordedFrame(text: string, at: number): RecordedFrame {
  return { at, text: cutTo(redactText(text), longestFrame) }
}

/** Cuts between two characters. */
function cutTo(text: string, limit: number): string {
  if (text.length * 3 <= limit) return text
  return text.slice(0, encoder.encodeInto(text, new Uint8Array(limit)).read)
}

function bytesOf(text: string): number {
  return encoder.encode(text).length
}
