import type { Line } from '../line.ts'
import { browserSignals } from './browser.ts'
import { hubSignals } from './hub.ts'
import { proxySignals } from './proxies.ts'
import { serverSignals } from './servers.ts'
import type { Signal } from './signal.ts'

const all = { ...hubSignals, ...serverSignals, ...proxySignals, ...browserSignals } as const

export type SignalId = keyof typeof all

const list: readonly (readonly [SignalId, Signal])[] = Object.entries(all).map(([id, signal]) => [
  id as SignalId,
  signal,
])

export interface Sighting {
  line: Line
  /** What the signal's pattern found: the whole first, then its groups. */
  groups: readonly (string | undefined)[]
}

/** Every signal that a line gives. Patterns see the message first, and the whole line when that gives nothing. */
export function signalsOf(line: Line, onSignal: (id: SignalId, sighting: Sighting) => void): void {
  for (const [id, { needles, pattern }] of list) {
    if (!needles.some((needle) => line.text.includes(needle))) continue
    if (!pattern) {
      onSignal(id, { line, groups: [] })
      continue
    }
    const match = pattern.exec(line.message) ?? pattern.exec(line.text)
    if (match) onSignal(id, { line, groups: [...match] })
  }
}
