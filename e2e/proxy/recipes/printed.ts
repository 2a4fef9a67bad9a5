import type { DoctorFinding } from '#diagnosis/doctor/finding.ts'
import { proxyNames } from '#diagnosis/recipes/proxy.ts'
import type { EdgeName } from '../edges/edge.ts'
import { isApplicable } from './line.ts'

/** A remedy as the doctor prints it. */
export type Printed = { text: string; lines: string[] }

/** The remedies that have lines for this proxy. */
export function printedFor({ fixes }: DoctorFinding, name: EdgeName): Printed[] {
  return fixes.flatMap(({ text, where, lines, others = [] }) => {
    const own = where === proxyNames[name] ? lines : others.find(({ proxy }) => proxy === name)?.lines
    const texts = own?.map((line) => line.text) ?? []
    return isApplicable(texts) ? [{ text, lines: texts }] : []
  })
}

/** The lines of a remedy for the hub. @throws Error when the doctor does not print it */
export function printedForHub(findings: readonly DoctorFinding[], text: string): string[] {
  const fix = findings.flatMap(({ fixes }) => fixes).find((each) => each.text === text)
  if (!fix || fix.lines.length === 0) throw new Error(`The doctor does not print “${text}”`)
  return fix.lines.map((line) => line.text)
}
