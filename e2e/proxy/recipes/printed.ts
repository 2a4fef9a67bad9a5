import type { FindingCode } from '#diagnosis/codes.ts'
import type { DoctorFinding } from '#diagnosis/doctor/finding.ts'
import { proxyNames } from '#diagnosis/recipes/proxy.ts'
import type { EdgeName } from '../edges/edge.ts'
import { isApplicable } from './line.ts'

/** Findings whose cure is not a line that the doctor could know, and why. */
export const withoutLines: Partial<Record<FindingCode, string>> = {
  'edge-auth': 'Who may come in, and by which login, is the operator’s decision.',
  'edge-blocks-api': 'A rule of access has many forms, and somebody wanted it.',
  'edge-rate-limit': 'How many calls are right depends on the site.',
  'sso-portal': 'The portal’s session is renewed, or its exception made, at the portal.',
}

/** The lines of the first remedy that has some for this proxy, as the doctor prints them; none: it gives advice alone. */
export function printedLines({ fixes }: DoctorFinding, name: EdgeName): string[] | undefined {
  for (const { where, lines, others = [] } of fixes) {
    const own = where === proxyNames[name] ? lines : others.find(({ proxy }) => proxy === name)?.lines
    const texts = own?.map(({ text }) => text)
    if (texts && isApplicable(texts)) return texts
  }
  return undefined
}
