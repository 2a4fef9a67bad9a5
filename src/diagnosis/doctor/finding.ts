import type { Severity } from '../catalog/entry.ts'
import type { FindingCode } from '../codes.ts'
import type { Certainty, ConfigLine } from '../finding.ts'
import type { ProxyKind } from '../recipes/proxy.ts'

/** The part of the way that is at fault. `edge`: whatever stands in front of configurable-http-proxy. */
export type HopName = 'browser' | 'edge' | 'chp' | 'hub' | 'service' | 'server'

/** What to do, and lines to copy. */
export interface DoctorFix {
  text: string
  /** Where the lines belong: "nginx", "jupyterhub_config.py"; empty without lines. */
  where: string
  lines: readonly ConfigLine[]
  /** The same for other proxies, when it is a proxy's matter: which one stands there is a guess. */
  others?: readonly { proxy: ProxyKind; where: string; lines: readonly ConfigLine[] }[]
}

/** One thing that is wrong on the way, best explained by what the probes saw. */
export interface DoctorFinding {
  code: FindingCode
  /** Which of several causes that have this code and lines of their own: `headers`. Others of the code are other findings. */
  about?: string
  certainty: Certainty
  severity: Severity
  hop: HopName
  /** One sentence without a full stop. */
  title: string
  /** Why it is a fault, in sentences. */
  explanation: string
  /** What was sent, what arrived, what was answered; one sentence each. */
  evidence: readonly string[]
  fixes: readonly DoctorFix[]
}

/** What makes a finding another than one of the same code: `edge-limits: headers`. */
export function keyOf({ code, about }: { code: string; about?: string | undefined }): string {
  return about === undefined ? code : `${code}: ${about}`
}
