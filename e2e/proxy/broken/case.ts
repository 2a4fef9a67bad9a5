import type { FindingCode } from '#diagnosis/codes.ts'
import type { Change } from '../site.ts'

/** A configuration that is one change away from the one in deploy/. */
export type Case = {
  /** What somebody did. */
  title: string
  changes: Change[]
  /** Milliseconds for which a silent WebSocket is held; none otherwise. */
  idle?: number
}

/** One that breaks something, and the code by which it is to be named first. */
export type BrokenCase = Case & {
  code: FindingCode
  /** What the same change breaks beside it, and the repair of the first leaves. */
  beside?: readonly FindingCode[]
  /** One of its kind, and so tried in front of older hubs too. */
  onEveryHub?: true
  /** People come to the port without TLS. */
  overHttp?: true
}

/** One that breaks something for hubs before 4 alone, which ask for a Referer. */
export type EarlyCase = Omit<BrokenCase, 'idle'>

/** Stands in a change for the port on which the hub itself listens, past its proxy. */
export const hubPort = 'HUB_PORT'

/** A change that takes something out. */
export function without(find: string): Change {
  return { find, put: '' }
}

/** A change that puts lines right behind something. */
export function after(find: string, lines: string): Change {
  return { find, put: find + lines }
}
