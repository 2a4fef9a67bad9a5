import type { Outcome } from '../../doctor/doctor-store.ts'

export const whatIsSent =
  'A check is about fifty requests within a few seconds. 13 MB of them go to Hubscope’s own service, to see how large a request may be. Nothing is changed, and no server is started.'

/** "24 of 26 checks in 2.4 s" */
export function checkedIn({ examination, ms }: Outcome): string {
  const { findings, well, unchecked } = examination
  const wrong = new Set(findings.map(({ code }) => code)).size
  const done = well.length + wrong
  return `${done} of ${done + unchecked.length} checks in ${(ms / 1000).toFixed(1)} s`
}

export function howManyFindings(count: number): string {
  if (count === 0) return 'No finding'
  return count === 1 ? '1 finding' : `${count} findings`
}

/** Where a finding is, within a sentence: stations that have no name of their own begin with a small letter. */
export function placeOf(title: string): string {
  return /^(Your|This|Something|Users’) /.test(title) ? title.charAt(0).toLowerCase() + title.slice(1) : title
}
