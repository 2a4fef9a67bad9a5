import type { Severity } from '../catalog/entry.ts'
import type { FindingCode } from '../codes.ts'
import type { Certainty } from '../finding.ts'
import type { Source } from './line.ts'

/** A line that proves a finding. */
export interface EvidenceLine {
  /** From 1; over all files, as if they were one text. */
  line: number
  text: string
}

/** What to do, and the lines to write, when there are any. */
export interface Remedy {
  text: string
  lines: readonly string[]
  /** Where the lines belong: "nginx", "jupyterhub_config.py". */
  where: string
}

/** A known problem that a text shows. */
export interface TextFinding {
  code: FindingCode
  certainty: Certainty
  severity: Severity
  /** One sentence without a full stop. */
  title: string
  /** Why, and how we know. */
  explanation: string
  evidence: readonly EvidenceLine[]
  /** How often the text shows it, when that is more than the evidence. */
  times: number
  remedies: readonly Remedy[]
}

/** What reading a text gave. */
export interface Reading {
  lines: number
  sources: ReadonlyMap<Source, number>
  /** The best first. */
  findings: readonly TextFinding[]
}
