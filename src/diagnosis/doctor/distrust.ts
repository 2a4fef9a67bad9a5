import type { Asked } from './results.ts'

/** Whether a certificate was not accepted: of an unknown authority, for another name, or of another time. */
export function isDistrusted({ reason = '' }: Pick<Asked, 'reason'>): boolean {
  return /CERT|SELF_SIGNED|VERIFY|ALTNAME/.test(reason)
}

/** Whether it was for another name. */
export function isMisnamed({ reason = '' }: Pick<Asked, 'reason'>): boolean {
  return reason.includes('ALTNAME')
}
