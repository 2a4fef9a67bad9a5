import { type Asked, dressed, type Edge } from '../edge.ts'

/**
 * Keeps every answer that does not forbid it, as a cache does that was told to ignore nothing, of what `keeps` says. `marks`
 * are the headers of an answer that it had kept.
 */
export function createCache(keeps: (asked: Asked) => boolean, marks: Readonly<Record<string, string>>): Edge {
  const kept = new Map<string, Response>()
  return {
    answer({ method, target }) {
      const known = method === 'GET' ? kept.get(target) : undefined
      return known && dressed(known.clone(), marks)
    },
    dress(response, asked) {
      const { method, target } = asked
      if (!keeps(asked)) return response
      const control = response.headers.get('Cache-Control') ?? ''
      const isStream = response.headers.get('Content-Type')?.startsWith('text/event-stream')
      if (method !== 'GET' || !response.ok || isStream || /no-store|no-cache|private/.test(control)) {
        return response
      }
      kept.set(target, response.clone())
      return response
    },
  }
}

/** Calls at once, and how many more each second brings. */
const burst = 12
const perSecond = 1

/** Counts calls as nginx's limit_req does, a bucket that leaks, and answers with `refusal` what is too much. `now` in ms. */
export function createRateLimit(now: () => number, refusal: () => Response): Edge {
  let level = 0
  let last = now()
  return {
    answer() {
      const time = now()
      level = Math.max(0, level - ((time - last) / 1000) * perSecond)
      last = time
      if (level >= burst) return refusal()
      level += 1
      return undefined
    },
  }
}

/** Bytes that a proxy collects before it hands them on: nginx's eight buffers of 4 KiB. */
const buffer = 32 * 1024

/** A stream that arrives in pieces of the buffer's size, or with its end. Other answers stay as they are. */
export function holdBack(response: Response): Response {
  if (!response.headers.get('Content-Type')?.startsWith('text/event-stream')) return response
  let held: Uint8Array[] = []
  let size = 0
  const collecting = new TransformStream<Uint8Array, Uint8Array>({
    transform(part, controller) {
      held.push(part)
      size += part.length
      if (size < buffer) return
      for (const one of held) controller.enqueue(one)
      held = []
      size = 0
    },
    flush(controller) {
      for (const one of held) controller.enqueue(one)
    },
  })
  const { body, status, headers } = response
  return new Response(body?.pipeThrough(collecting), { status, headers })
}

/** Bytes of an answer after which its connection ends. */
const cutAt = 1024

/** An answer whose connection ends in its midst. */
export function cutOff(response: Response): Response {
  let passed = 0
  const cutting = new TransformStream<Uint8Array, Uint8Array>({
    transform(part, controller) {
      controller.enqueue(part.slice(0, cutAt - passed))
      passed += part.length
      if (passed >= cutAt) controller.error(new TypeError('the connection was closed'))
    },
  })
  const { body, status, headers } = response
  return new Response(body?.pipeThrough(cutting), { status, headers })
}
