import { docOf, type FindingCode } from '../codes.ts'
import { createReader } from './reader.ts'
import type { Reading, Remedy, TextFinding } from './reading.ts'

/** Reads whole texts at once; several count as one, one after the other. */
export function explain(...texts: readonly string[]): Reading {
  const reader = createReader()
  for (const text of texts) {
    reader.push(text)
    reader.endOfText()
  }
  return reader.conclude()
}

/** What `hubscope explain --json` prints: this and nothing else. */
export interface ExplainedJson {
  findings: {
    code: string
    certainty: string
    severity: string
    title: string
    evidence: { line: number; text: string }[]
    fix: string
  }[]
}

export function toJson({ findings }: Reading): ExplainedJson {
  return {
    findings: findings.map(({ code, certainty, severity, title, evidence, remedies }) => ({
      code,
      certainty,
      severity,
      title,
      evidence: evidence.map(({ line, text }) => ({ line, text })),
      fix: fixText(remedies),
    })),
  }
}

/** All remedies as one text: each with the lines to write below it. */
export function fixText(remedies: readonly Remedy[]): string {
  return remedies
    .map(({ text, where, lines }) =>
      lines.length === 0
        ? text
        : [`${text}${where === '' ? '' : ` [${where}]`}`, ...lines.map((line) => `    ${line}`)].join('\n'),
    )
    .join('\n')
}

/**
 * For people: every finding with its lines and what helps; one line when there is none.
 * @param placeOf where the page about a finding is for who reads this
 */
export function toText(
  reading: Reading,
  nameLine: (line: number) => string = String,
  placeOf: (code: FindingCode) => string = docOf,
): string {
  if (reading.findings.length === 0) return `No known problem here (${count(reading.lines, 'line')} read).`
  return reading.findings.map((finding) => findingText(finding, nameLine, placeOf(finding.code))).join('\n\n')
}

function findingText(
  { code, certainty, severity, title, explanation, evidence, times, remedies }: TextFinding,
  nameLine: (line: number) => string,
  place: string,
): string {
  const proof = evidence.map(({ line, text }) => `  ${nameLine(line)}: ${text}`)
  const more = times > evidence.length ? [`  (${times} times)`] : []
  return [
    title,
    `${code} · ${certainty} · ${severity}`,
    '',
    explanation,
    '',
    ...proof,
    ...more,
    '',
    fixText(remedies),
    `See ${place}`,
  ].join('\n')
}

function count(number: number, word: string): string {
  return `${number} ${word}${number === 1 ? '' : 's'}`
}
