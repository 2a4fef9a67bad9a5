import { masked } from '#diagnosis/read/mask.ts'
import type { RecordedBody } from './recorded-body.ts'

/** What keeps a recorded request from being sent again as it was, as a sentence; undefined when nothing does. */
export function whyIncomplete(query: string, body: RecordedBody | undefined): string | undefined {
  if (body?.cut) return 'The body was too large to be recorded whole.'
  const secrets = body?.text.includes(masked) || query.includes(masked)
  return secrets ? 'Secrets in it were masked when it was recorded.' : undefined
}
