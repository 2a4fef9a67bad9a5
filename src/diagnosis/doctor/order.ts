import type { Certainty } from '../finding.ts'
import type { Severity } from '../catalog/entry.ts'
import { catalog } from '../codes.ts'
import { type DoctorFinding, type DoctorFix, keyOf } from './finding.ts'

const certainties: Record<Certainty, number> = { certain: 0, likely: 1, possible: 2 }
const severities: Record<Severity, number> = { error: 0, warning: 1, info: 2 }

/**
 * What breaks somebody's work comes before what only may or only annoys: errors, warnings, and one step lower what is
 * merely possible. Among these the surer first, and of equals causes before what they bring about, as the checks stand:
 * nobody gets past a login that fails to the kernel that does not connect.
 */
export function ranked(findings: readonly DoctorFinding[]): DoctorFinding[] {
  const stepOf = ({ certainty, severity }: DoctorFinding) =>
    severities[severity] + (certainty === 'possible' ? 1 : 0)
  return findings.toSorted(
    (a, b) => stepOf(a) - stepOf(b) || certainties[a.certainty] - certainties[b.certainty],
  )
}

/** Two checks that find the same give one finding with what both have to say. */
export function joined(findings: readonly DoctorFinding[]): DoctorFinding[] {
  const byKey = new Map<string, DoctorFinding>()
  for (const finding of findings) {
    const before = byKey.get(keyOf(finding))
    byKey.set(keyOf(finding), before ? both(before, finding) : finding)
  }
  return [...byKey.values()]
}

function both(first: DoctorFinding, second: DoctorFinding): DoctorFinding {
  const surer = certainties[second.certainty] < certainties[first.certainty] ? second : first
  return {
    ...first,
    certainty: surer.certainty,
    // One of the two would hide what the other says.
    title: first.title === second.title ? first.title : catalog[first.code].title,
    explanation:
      // What is sure needs no word of what else it might have been.
      first.certainty === second.certainty
        ? unique([first.explanation, second.explanation]).join(' ')
        : surer.explanation,
    evidence: unique([...first.evidence, ...second.evidence]),
    fixes: [...first.fixes, ...second.fixes].filter(
      (fix, index, all) => all.findIndex((each) => contentOf(each) === contentOf(fix)) === index,
    ),
  }
}

function unique(texts: readonly string[]): string[] {
  return [...new Set(texts)]
}

/** The same lines are the same fix, whatever introduces them. */
function contentOf({ text, where, lines }: DoctorFix): string {
  return lines.length === 0 ? text : [where, ...lines.map((line) => line.text)].join('\n')
}
