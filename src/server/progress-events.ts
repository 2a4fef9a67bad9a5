import { createParser } from 'eventsource-parser'
import { parseJson } from '#hub/json.ts'
import { type ProgressEvent, progressEventSchema } from '#hub/progress.ts'
import type { Log } from './log.ts'

interface ReadDeps {
  clock: () => number
  log: Log
  /** Milliseconds; see `WatchTimings`. */
  timings: { silence: number; burst: number }
}

export interface ReadEvent {
  at: number
  index: number
  replayed: boolean
  event: ProgressEvent
}

/**
 * Reads one progress stream to its end: true when `ready` or `failed` came; false when it broke off, fell silent (then
 * `gone` is aborted) or `gone` was aborted. `seen` holds the raw events already passed on, over several streams.
 */
export async function readEvents(
  response: Response,
  { clock, log, timings }: ReadDeps,
  gone: AbortController,
  seen: string[],
  emit: (event: ReadEvent) => void,
): Promise<boolean> {
  let index = 0
  let complete = false
  let lastAt = clock()
  let replaying = true
  const parser = createParser({
    onEvent({ data }) {
      const at = clock()
      replaying &&= at - lastAt < timings.burst
      lastAt = at
      const event = parseEvent(data)
      if (!event) {
        index++
        return log('warning', 'a progress stream carried an event that is no JSON object; skipped')
      }
      complete ||= event.ready === true || event.failed === true
      // Once the spawn is over the hub's list is its last event alone; it must not take the first one's place.
      const here = complete ? Math.max(index, seen.length) : index
      index++
      if (seen[here] === data) return
      // Another event in this place: a new spawn has begun, and with it a new list.
      seen.length = Math.min(seen.length, here)
      seen[here] = data
      emit({ at, index: here, replayed: replaying, event })
    },
  })
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
  gone.signal.addEventListener('abort', () => void reader?.cancel().catch(() => {}))
  for (;;) {
    const silence = setTimeout(() => gone.abort(), timings.silence)
    try {
      const next = await reader?.read()
      if (!next || next.done) return complete
      parser.feed(next.value)
      if (complete) return true
    } catch {
      return complete
    } finally {
      clearTimeout(silence)
    }
  }
}

function parseEvent(data: string) {
  return progressEventSchema.safeParse(parseJson(data)).data
}
