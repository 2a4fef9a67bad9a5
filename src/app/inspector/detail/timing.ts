import type { Exchange } from '../record/exchange-store.ts'

/** One part of an exchange's time, in ms. */
export interface TimeSpent {
  part: 'queue' | 'way' | 'hub' | 'receiving'
  ms: number
}

/**
 * Where the time of an exchange went: in the page's queue, on the way to the service and back, in the service's wait for
 * the hub, and reading the answer. `now` ends what is under way. Empty for what was never sent and waits no more.
 */
export function timeSpent(
  { askedAt, sentAt, answeredAt, doneAt, upstreamMs }: Exchange,
  now: number,
): readonly TimeSpent[] {
  const done = doneAt ?? Math.max(now, askedAt)
  const sent = sentAt ?? done
  const answered = Math.min(answeredAt ?? done, done)
  const waited = Math.max(answered - sent, 0)
  // Two clocks: the service's wait may look longer than the whole.
  const hub = Math.min(upstreamMs ?? 0, waited)
  const parts: readonly TimeSpent[] = [
    { part: 'queue', ms: Math.max(sent - askedAt, 0) },
    { part: 'way', ms: waited - hub },
    { part: 'hub', ms: hub },
    { part: 'receiving', ms: Math.max(done - answered, 0) },
  ]
  return parts.filter(({ part, ms }) => ms > 0 || (part === 'hub' && upstreamMs !== undefined))
}
