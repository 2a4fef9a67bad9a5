import type { ReachState, ServerCheck } from '../../api/reach/reach-store.ts'
import type { FindingCode } from '#diagnosis/codes.ts'
import type { DoctorFinding } from '#diagnosis/doctor/finding.ts'
import type { ServerKey } from '#hub/server-key.ts'
import { formatAmount } from '../../ui/format.ts'

/** Servers with the same thing wrong. */
export interface WrongGroup {
  code: FindingCode
  /** The first of them: its title says what is wrong with all when it is alone. */
  finding: DoctorFinding
  keys: readonly ServerKey[]
}

export interface SweepCounts {
  answered: number
  unknown: number
  wrong: number
  /** The largest first. */
  groups: readonly WrongGroup[]
}

/** What the last sweep came to so far, by what is known now: a server that was checked again counts as it is. */
export function countsOf({ checks, swept }: Pick<ReachState, 'checks' | 'swept'>): SweepCounts {
  const groups = new Map<FindingCode, { code: FindingCode; finding: DoctorFinding; keys: ServerKey[] }>()
  let [answered, unknown, wrong] = [0, 0, 0]
  for (const key of swept?.keys ?? []) {
    const check: ServerCheck | undefined = checks.get(key)
    if (check?.verdict.kind === 'reached') answered += 1
    if (check?.verdict.kind === 'unknown') unknown += 1
    if (check?.verdict.kind !== 'wrong') continue
    wrong += 1
    const { finding } = check.verdict
    const group = groups.get(finding.code)
    if (group) group.keys.push(key)
    else groups.set(finding.code, { code: finding.code, finding, keys: [key] })
  }
  return {
    answered,
    unknown,
    wrong,
    groups: [...groups.values()].toSorted((a, b) => b.keys.length - a.keys.length),
  }
}

/** "297 of 300 servers answer their users; 1 server gave no answer that tells" */
export function sweepTitle(
  { keys, done, state }: NonNullable<ReachState['swept']>,
  counts: SweepCounts,
): string {
  const { answered, unknown, wrong } = counts
  const silent = unknown > 0 ? `; ${formatAmount(unknown, 'server')} gave no answer that tells` : ''
  if (state === 'running') return `${done} of ${formatAmount(keys.length, 'server')} asked`
  if (state === 'cancelled')
    return `Stopped after ${done} of ${formatAmount(keys.length, 'server')}: ${answered} answer their users${silent}`
  if (wrong === 0 && unknown === 0)
    return `${formatAmount(keys.length, 'server')} asked, and all answer their users`
  return `${answered} of ${formatAmount(keys.length, 'server')} answer their users${silent}`
}
