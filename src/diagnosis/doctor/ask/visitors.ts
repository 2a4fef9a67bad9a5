import type { Echo, ProbeResults } from '../results.ts'
import type { ProbeContext } from './context.ts'

/** What the hub reads of where a request comes from, as it arrived behind all proxies. */
export type Sender = Partial<Record<'x-real-ip' | 'x-forwarded-for', string>>

/** Each is a request to the hub. */
export const mostSenders = 8

/**
 * Where requests arrived from several addresses: for whom the hub takes them, one question for each. After the other
 * probes, since it is about what arrived for those.
 */
export async function probeVisitors(
  { askAsSenders, signal }: ProbeContext,
  { echoes = [], sockets = [] }: ProbeResults,
): Promise<Partial<ProbeResults>> {
  const senders = sendersOf([...echoes.map(({ echo }) => echo), ...sockets.map(({ seen }) => seen)])
  if (!askAsSenders || senders.length < 2) return {}
  const visitors = await askAsSenders(senders.slice(0, mostSenders), signal)
  return visitors ? { visitors } : {}
}

function sendersOf(arrived: readonly (Echo | undefined)[]): Sender[] {
  const different = new Map<string, Sender>()
  for (const { headers } of arrived.flatMap((echo) => echo ?? [])) {
    const sender = {
      ...(headers['x-real-ip'] === undefined ? {} : { 'x-real-ip': headers['x-real-ip'] }),
      ...(headers['x-forwarded-for'] === undefined ? {} : { 'x-forwarded-for': headers['x-forwarded-for'] }),
    }
    different.set(JSON.stringify(sender), sender)
  }
  return [...different.values()]
}

/**
 * Numbers from 0 in the place of what `visitorIn` read: equal for equal ones, null for none. A hash of an address and a
 * known browser gives the address away to whoever tries some.
 */
export function numbered(visitors: readonly (string | undefined)[]): (number | null)[] {
  const known = [...new Set(visitors)].filter((visitor) => visitor !== undefined)
  return visitors.map((visitor) => (visitor === undefined ? null : known.indexOf(visitor)))
}
