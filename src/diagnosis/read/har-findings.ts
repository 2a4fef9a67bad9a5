import type { Answer } from './answer.ts'
import { conclude } from './conclude.ts'
import { type HarEntry, readEntries } from './har.ts'
import { createCollector } from './observed.ts'
import type { TextFinding } from './reading.ts'

/**
 * What the entries of a HAR file show, by their index: from all of them together, and for a refusal that nothing there
 * points at, from itself alone.
 */
export function harFindings(
  entries: readonly (HarEntry | undefined)[],
): ReadonlyMap<number, readonly TextFinding[]> {
  const { answers, unanswered } = readEntries(entries, (index) => index)
  const seen = createCollector()
  for (const answer of answers) seen.hear(answer)
  for (const missed of unanswered) seen.miss(missed)
  const found = new Map<number, TextFinding[]>()
  for (const finding of conclude(seen)) {
    for (const index of new Set(finding.evidence.map(({ line }) => line))) {
      found.set(index, [...(found.get(index) ?? []), finding])
    }
  }
  // A finding names a few entries that prove it, and not all that it explains.
  for (const answer of answers) {
    if (answer.status >= 400 && !found.has(answer.line.number)) {
      const alone = findingsOf(answer)
      if (alone.length > 0) found.set(answer.line.number, alone)
    }
  }
  return found
}

function findingsOf(answer: Answer): TextFinding[] {
  const seen = createCollector()
  seen.hear(answer)
  return conclude(seen)
}
