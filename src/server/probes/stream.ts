import { streamEvents } from '#diagnosis/doctor/ask/streams.ts'
import { answeredByHeader } from '../contract.ts'

/** Milliseconds between two events of the test stream. */
const pause = 250

/**
 * `GET api/stream`: eight events, a quarter of a second apart, each with the time at which it was sent. It carries the
 * headers of the hub's own progress stream and no others, so that whatever holds that one back holds this one back too.
 */
export function testStream(clock: () => number, stopping: AbortSignal | undefined): Response {
  const encoder = new TextEncoder()
  let timer: ReturnType<typeof setInterval> | undefined
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      let sent = 0
      const emit = (): void => {
        controller.enqueue(encoder.encode(`data: {"index":${sent},"sent":${clock()}}\n\n`))
        sent += 1
        if (sent < streamEvents && !stopping?.aborted) return
        clearInterval(timer)
        controller.close()
      }
      timer = setInterval(emit, pause)
      emit()
    },
    cancel: () => clearInterval(timer),
  })
  return new Response(body, {
    headers: {
      'Content-Type': 'text/event-stream',
      'Cache-Control': 'no-cache',
      [answeredByHeader]: 'service',
    },
  })
}
