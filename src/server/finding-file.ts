import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { docOf, type FindingCode } from '#diagnosis/codes.ts'

/** The page about a finding that came with this installation; undefined when there is none. */
export function findingFile(code: FindingCode): string | undefined {
  // From `src/server` and from `dist/server` it is the same way.
  const file = fileURLToPath(new URL(`../../${docOf(code)}`, import.meta.url))
  return existsSync(file) ? file : undefined
}
