import { catalog, type FindingCode } from '../../codes.ts'
import type { Certainty } from '../../finding.ts'
import type { Answer } from '../answer.ts'
import type { Line } from '../line.ts'
import type { Observed } from '../observed.ts'
import type { Remedy, TextFinding } from '../reading.ts'
import type { Sighting, SignalId } from '../signals/all.ts'

/** Draws what it can from everything that was seen. */
export type Rule = (seen: Observed) => readonly TextFinding[]

/** More lines would bury the ones that prove it. */
const mostLines = 6
const longestText = 600

export type Proof = Line | { line: Line } | Answer | undefined

interface Details {
  title?: string | undefined
  explanation?: string | undefined
  remedies?: readonly Remedy[]
  /** How often the text shows it; by default as often as there are proofs. */
  times?: number
}

/** A finding with its severity, title and text from the catalog, unless this case knows better. */
export function found(
  code: FindingCode,
  certainty: Certainty,
  proofs: readonly Proof[],
  { title, explanation, remedies = [], times }: Details = {},
): TextFinding {
  const entry = catalog[code]
  const lines = new Map<string, Line>()
  for (const proof of proofs) {
    for (const line of linesOf(proof)) lines.set(`${line.number} ${line.text}`, line)
  }
  const sorted = [...lines.values()].toSorted((a, b) => a.number - b.number)
  return {
    code,
    certainty,
    severity: entry.severity,
    title: title ?? entry.title,
    explanation: explanation ?? entry.text,
    evidence: sorted.slice(0, mostLines).map(({ number, text }) => ({ line: number, text: shorten(text) })),
    times: Math.max(times ?? proofs.length, 1),
    remedies,
  }
}

function linesOf(proof: Proof): Line[] {
  if (proof === undefined) return []
  if (!('line' in proof)) return [proof]
  if (!('status' in proof)) return [proof.line]
  const { before } = proof
  return [before?.referer, before?.contentType?.line, before?.scopes?.line, proof.line].filter(
    (line) => line !== undefined,
  )
}

function shorten(text: string): string {
  return text.length <= longestText ? text : `${text.slice(0, longestText)} …`
}

export function remedy(text: string, where = '', ...lines: string[]): Remedy {
  return { text, where, lines }
}

/** A rule for a signal that leaves no doubt. */
export function bySignal(
  id: SignalId,
  code: FindingCode,
  certainty: Certainty,
  details: (first: Sighting, all: readonly Sighting[]) => Details = () => ({}),
): Rule {
  return (seen) => {
    const all = seen.all(id)
    const [first] = all
    if (!first) return []
    return [found(code, certainty, all.slice(0, 3), { times: seen.count(id), ...details(first, all) })]
  }
}

/** Answers whose reason fits, each kind of the text that has such answers. */
export function refusals(seen: Observed, reason: RegExp): Answer[] {
  return seen.answers.filter((answer) => answer.reason !== undefined && reason.test(answer.reason))
}

/** The different values, without the absent ones. */
export function distinct<Value>(values: readonly (Value | undefined)[]): Value[] {
  return [...new Set(values.filter((value) => value !== undefined))]
}
