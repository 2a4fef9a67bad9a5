import { parseServerKey } from '#hub/server-key.ts'
import { answeredByHeader, maxWatchedServers, type ProgressFrame } from './contract.ts'
import type { Hub } from './hub.ts'
import type { Log } from './log.ts'
import { refuse } from './refusal.ts'
import type { Session } from './session.ts'
import { watchServer, type WatchTimings } from './watch.ts'

const keepAliveInterval = 8_000
/** A hub does one thing at a time: opening a hundred streams at once would hold up everybody else's requests. */
const openAtOnce = 8

export const watchTimings: WatchTimings = {
  open: 30_000,
  silence: 30_000,
  retries: [1_000, 2_000, 4_000, 8_000],
  burst: 150,
}

interface ProgressDeps {
  hub: Hub
  clock: () => number
  log: Log
  stopping?: AbortSignal | undefined
  timings: WatchTimings
}

/**
 * `GET api/progress?server=alice/&server=bob/gpu`: the spawns of many servers in one event stream, because a browser has
 * six connections for a host and a service has not. It ends when nothing is left to watch. 400 without a server, for a
 * name that is none, or for more than `maxWatchedServers`.
 */
export function createProgress({ hub, clock, log, stopping, timings }: ProgressDeps) {
  return (request: Request, session: Session): Response => {
    const targets = targetsOf(new URL(request.url).searchParams.getAll('server'))
    if (typeof targets === 'string') return refuse(400, 'bad-request', targets)

    const gone = new AbortController()
    // One controller each: Node warns of a leak when a signal has more than ten listeners.
    const watches = [...targets].map(([key, target]) => ({ key, target, stop: new AbortController() }))
    const leave = (): void => {
      gone.abort()
      for (const { stop } of watches) stop.abort()
    }
    for (const signal of [request.signal, stopping]) {
      if (signal?.aborted) leave()
      signal?.addEventListener('abort', leave, { signal: gone.signal })
    }
    const encoder = new TextEncoder()
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        const write = (text: string): void => {
          if (!gone.signal.aborted) controller.enqueue(encoder.encode(text))
        }
        const emit = (frame: ProgressFrame): void => write(`data: ${JSON.stringify(frame)}\n\n`)
        // At once, so that a proxy that buffers shows itself by its silence.
        write(': watching\n\n')
        const keepAlive = setInterval(() => write(': \n\n'), keepAliveInterval)
        const deps = { hub, clock, log, token: session.token, opening: limit(openAtOnce), timings }
        void Promise.all(
          watches.map(({ key, target, stop }) => watchServer(key, target, deps, stop.signal, emit)),
        ).finally(() => {
          clearInterval(keepAlive)
          gone.abort()
          try {
            controller.close()
          } catch {
            // The visitor left, and took the stream along.
          }
        })
      },
      cancel: leave,
    })
    return new Response(body, {
      headers: {
        'Content-Type': 'text/event-stream',
        'Cache-Control': 'no-cache, no-transform',
        'X-Accel-Buffering': 'no',
        [answeredByHeader]: 'service',
      },
    })
  }
}

function targetsOf(keys: readonly string[]): Map<string, { user: string; server: string }> | string {
  const targets = new Map<string, { user: string; server: string }>()
  for (const key of keys) {
    const target = parseServerKey(key)
    if (!target || [target.user, target.server].some((name) => /^\.{1,2}$/.test(name))) {
      return `“${key}” is not the name of a server: it has the form user/server.`
    }
    targets.set(key, target)
  }
  if (targets.size === 0) return 'Name at least one server to watch: ?server=user/server'
  if (targets.size > maxWatchedServers) return `One stream watches ${maxWatchedServers} servers at most.`
  return targets
}

/** Runs at most so many tasks at a time, the others in their order. */
function limit(most: number): <Result>(task: () => Promise<Result>) => Promise<Result> {
  let running = 0
  const waiting: (() => void)[] = []
  return async (task) => {
    if (running >= most) await new Promise<void>((resolve) => waiting.push(resolve))
    else running++
    try {
      return await task()
    } finally {
      const next = waiting.shift()
      if (next) next()
      else running--
    }
  }
}
