import { probePaths } from '../paths.ts'
import type { ProbeResults } from '../results.ts'
import { type ProbeContext, serviceUrl } from './context.ts'

/** Milliseconds to listen: longer than what most proxies and balancers allow, a minute, and than those that allow two. */
export const idleTimes = { usual: 65_000, long: 125_000 } as const

/**
 * Holds one silent WebSocket for `ms`, and notes whether somebody cut it. Finds nothing where none opens, and where it was
 * closed with a word, as a service does that stops. Rejects only when the person stopped it.
 */
export async function probeIdle(context: ProbeContext, ms: number): Promise<Pick<ProbeResults, 'idle'>> {
  const url = serviceUrl(context, probePaths.socket).replace(/^http/, 'ws')
  const held = await context.holdSocket?.(url, ms, context.signal)
  context.signal.throwIfAborted()
  if (!held || held.end === 'refused' || held.end === 'closed') return {}
  return { idle: { ms: held.ms, cut: held.end === 'cut' } }
}
