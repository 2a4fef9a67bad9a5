import type { Evidence } from '../evidence.ts'
import type { Finding } from '../finding.ts'

/** Looks at the evidence and explains it, or has nothing to say. */
export type Rule = (evidence: Evidence) => Finding | undefined
