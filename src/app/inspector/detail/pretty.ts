import type { RecordedBody } from '../record/recorded-body.ts'

/** A body for the eye: JSON with line breaks, anything else as it is. What was cut is no JSON any more. */
export function pretty({ text }: Pick<RecordedBody, 'text'>): string {
  if (!/^\s*[[{]/.test(text)) return text
  try {
    return JSON.stringify(JSON.parse(text), undefined, 2)
  } catch {
    return text
  }
}
