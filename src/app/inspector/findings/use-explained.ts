import { diagnose } from '#diagnosis/diagnose.ts'
import type { Evidence } from '#diagnosis/evidence.ts'
import type { Finding } from '#diagnosis/finding.ts'
import { type Permissions, usePermissions } from '../../api/permissions.ts'
import { evidenceOf } from './evidence-of.ts'
import type { Exchange } from '../record/exchange-store.ts'
import type { ImportedRecord } from '../imported/imported-record.ts'
import { useImported } from '../imported/imported-store.ts'
import { useFindings } from './use-findings.ts'

export interface Explained {
  /** The most certain first; empty when there is nothing to explain. */
  findings: readonly Finding[]
  evidence: Evidence | undefined
  /** The file or link that the exchange comes from; undefined for one of this page. */
  from: ImportedRecord | undefined
}

/** What explains an exchange: of this page by what is known now, of a file or link by what was known there. */
export function useExplained(exchange: Exchange): Explained {
  const permissions = usePermissions()
  const told = explained(exchange, permissions, useImported())
  const findings = useFindings(told.from ? undefined : told.evidence)
  return told.from ? told : { ...told, findings }
}

export function explained(
  exchange: Exchange,
  permissions: Permissions,
  from: ImportedRecord | undefined,
): Explained {
  if (from?.exchanges.includes(exchange)) {
    const { id } = exchange
    return { findings: from.findings.get(id) ?? [], evidence: from.evidence.get(id), from }
  }
  const evidence = evidenceOf(exchange, permissions)
  return { findings: evidence ? diagnose(evidence) : [], evidence, from: undefined }
}
