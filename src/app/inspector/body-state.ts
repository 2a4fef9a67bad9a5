import type { RecordedBody } from './recorded-body.ts'

/** What keeps a recorded body from being sent again as it was, as a sentence; undefined when nothing does. */
export function whyIncomplete({ cut, text }: RecordedBody): string | undefined {
  if (cut) return 'The body was too large to be recorded whole.'
  return text.includes('[masked]') ? 'Secrets in the body were masked when it was recorded.' : undefined
}
