import type { Examination } from '#diagnosis/doctor/examine.ts'

/** As the command ends: 0 where nothing is wrong, or only warnings, 1 with errors, 2 where too little came back to say so. */
export function exitCodeOf({ findings, seen }: Pick<Examination, 'findings' | 'seen'>): 0 | 1 | 2 {
  if (findings.some(({ severity }) => severity === 'error')) return 1
  return seen === 'nothing' || seen === 'no-login' ? 2 : 0
}
