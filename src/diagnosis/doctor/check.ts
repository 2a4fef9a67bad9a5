import type { DoctorFinding } from './finding.ts'
import type { ProbeResults } from './results.ts'
import type { Site } from './site.ts'

/** What a check says: nothing, because it was not probed; that all is well, in a few words; or what is wrong. */
export type Verdict =
  | undefined
  | { well: string }
  | { findings: readonly [DoctorFinding, ...DoctorFinding[]] }

/** One look at the results. */
export interface Check {
  /** What is looked at, in two or three words. */
  name: string
  /** Who can make it; absent: everybody. Others do not miss it. */
  onlyBy?: ProbeResults['asker']
  /** There is not always something to look at; otherwise it is not missed. */
  onOccasion?: true
  judge(site: Site): Verdict
}

export function wrong(...findings: readonly [DoctorFinding, ...DoctorFinding[]]): Verdict {
  return { findings }
}
