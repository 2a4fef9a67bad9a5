import type { FindingCode } from '#diagnosis/codes.ts'
import { slowness, versionOf } from '#diagnosis/doctor/reach/reach-facts.ts'
import type { ServerCheck } from '../../api/reach/reach-store.ts'
import type { Tone } from '../../ui/StateDot.tsx'

/** What is said of a server in a row, by what is wrong with it. */
const words: Partial<Record<FindingCode, string>> = {
  'target-down-503': 'nobody answers',
  'route-missing': 'no route',
  'redirect-loop-route': 'sent in circles',
  'host-route-loop-431': 'looped by Host',
  'chp-tls-503': 'certificate refused',
  'no-answer-in-time': 'no answer in time',
  'hub-unreachable': 'hub is away',
  'edge-upstream-down': 'proxy in front fails',
  'ws-upgrade-stripped': 'no WebSockets',
  'server-stopped-424': 'not running',
  'version-mismatch-loop': 'another JupyterHub',
}

/** What is wrong with several servers at once, in two or three words. */
export function causeOf(code: FindingCode): string {
  return words[code] ?? code
}

export interface ReachWord {
  tone: Tone
  word: string
  /** For sorting: what is wrong first. */
  rank: number
}

/** A check in two or three words. */
export function wordOf({ verdict, reach }: ServerCheck): ReachWord {
  if (verdict.kind === 'unknown') return { tone: 'off', word: 'cannot tell', rank: 2 }
  if (verdict.kind === 'wrong') {
    const { code, severity } = verdict.finding
    const version = code === 'version-mismatch-loop' ? versionOf(reach) : undefined
    const isError = severity === 'error'
    return {
      tone: isError ? 'bad' : severity === 'info' ? 'off' : 'wait',
      word: version === undefined ? causeOf(code) : `runs ${version}`,
      rank: isError ? 0 : 1,
    }
  }
  const ms = slowness(reach)
  return ms === undefined
    ? { tone: 'ok', word: 'answers', rank: 4 }
    : { tone: 'wait', word: `answers after ${(ms / 1000).toFixed(1)} s`, rank: 3 }
}
