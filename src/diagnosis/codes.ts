import { edgeFindings } from './catalog/edge.ts'
import type { CatalogEntry } from './catalog/entry.ts'
import { hubFindings } from './catalog/hub.ts'
import { hubscopeFindings } from './catalog/hubscope.ts'
import { identityFindings } from './catalog/identity.ts'
import { pathFindings } from './catalog/paths.ts'
import { serverFindings } from './catalog/servers.ts'

const all = {
  ...identityFindings,
  ...serverFindings,
  ...pathFindings,
  ...edgeFindings,
  ...hubFindings,
  ...hubscopeFindings,
} as const

/**
 * Names of findings, stable: links, tests and the documentation of the findings use them.
 */
export type FindingCode = keyof typeof all

/** Every finding that Hubscope knows. */
export const catalog: Readonly<Record<FindingCode, CatalogEntry>> = all

/** Where a finding is described, from the root of the repository. */
export function docOf(code: FindingCode): string {
  return `docs/findings/${code}.md`
}
