import type { Exchange } from '../record/exchange-store.ts'

/** A bar in percent of its burst: where it starts, how much of it was waiting in the queue, how much under way. */
export interface Bar {
  start: number
  queued: number
  sent: number
}

/** Milliseconds of silence after which a new burst begins. */
const pause = 500
/** Milliseconds a burst spans at least: short answers would otherwise look long. */
const shortest = 100

/**
 * The bars of all exchanges, by id. A page that polls all day has no common time axis worth seeing, so requests that
 * overlap or follow within half a second share one: who waited for whom is visible, and hours between are not.
 * `list` is in order of asking; `now` (ms since the epoch) ends what is under way. Streams do not stretch a burst.
 */
export function waterfall(list: readonly Exchange[], now: number): ReadonlyMap<number, Bar> {
  const bars = new Map<number, Bar>()
  let burst: Exchange[] = []
  let end = Number.NEGATIVE_INFINITY
  const close = () => {
    const [first] = burst
    if (!first) return
    const span = Math.max(end - first.askedAt, shortest)
    for (const exchange of burst) bars.set(exchange.id, barOf(exchange, first.askedAt, span, now))
    burst = []
  }
  for (const exchange of list) {
    if (exchange.askedAt > end + pause) {
      close()
      end = exchange.askedAt
    }
    burst.push(exchange)
    if (exchange.frames === undefined) end = Math.max(end, exchange.doneAt ?? now)
  }
  close()
  return bars
}

function barOf(exchange: Exchange, from: number, span: number, now: number): Bar {
  const percent = (time: number) => Math.min(Math.max(((time - from) / span) * 100, 0), 100)
  const done = exchange.doneAt ?? now
  const start = percent(exchange.askedAt)
  const left = percent(exchange.sentAt ?? done)
  return { start, queued: left - start, sent: percent(done) - left }
}
