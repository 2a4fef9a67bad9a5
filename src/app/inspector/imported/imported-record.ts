import type { CredentialEvidence, Evidence } from '#diagnosis/evidence.ts'
import type { Finding } from '#diagnosis/finding.ts'
import type { Exchange } from '../record/exchange-store.ts'

/** Exchanges that this page did not make: of a HAR file, or of a link. Read-only. */
export interface ImportedRecord {
  from: 'file' | 'link'
  /** The file's name. */
  name: string
  exchanges: readonly Exchange[]
  /** How many there are in the file, with those that could not be read or were too many. */
  total: number
  findings: ReadonlyMap<number, readonly Finding[]>
  evidence: ReadonlyMap<number, Evidence>
  /** Who made the exchange of a link, where there is no evidence that tells. */
  credential?: CredentialEvidence | undefined
}
