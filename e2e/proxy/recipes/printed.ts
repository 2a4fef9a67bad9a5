import type { DoctorFinding } from '#diagnosis/doctor/finding.ts'
import { proxyNames } from '#diagnosis/recipes/proxy.ts'
import type { EdgeName } from '../edges/edge.ts'
import { isApplicable } from './line.ts'

/** The lines of the first remedy that has some for this proxy, as the doctor prints them; none: it gives advice alone. */
export function printedLines({ fixes }: DoctorFinding, name: EdgeName): string[] | undefined {
  for (const { where, lines, others = [] } of fixes) {
    const own = where === proxyNames[name] ? lines : others.find(({ proxy }) => proxy === name)?.lines
    const texts = own?.map(({ text }) => text)
    if (texts && isApplicable(texts)) return texts
  }
  return undefined
}
