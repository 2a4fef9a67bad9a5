import { createParser } from 'eventsource-parser'
import { operationPath } from '#hub/paths.ts'
import { progressEventSchema } from '#hub/progress.ts'
import type { ProgressFrame } from './contract.ts'
import { type Hub, type HubAnswer, hubMessage, HubSilence } from './hub.ts'
import type { Log } from './log.ts'

export interface WatchDeps {
  hub: Hub
  token: string
  clock: () => number
  log: Log
  /** Lets only a few streams be opened at a time; an open stream holds nobody up. */
  opening: <Result>(open: () => Promise<Result>) => Promise<Result>
  timings: WatchTimings
}

/** Milliseconds. */
export interface WatchTimings {
  /** To the answer's headers. */
  open: number
  /** Without a byte; the hub writes one every eight seconds. */
  silence: number
  /** Before each new try after a stream broke off. */
  retries: readonly number[]
  /** Events that follow each other this closely from the start are the hub's replay. */
  burst: number
}

type Emit = (frame: ProgressFrame) => void

/**
 * Watches one server's spawn until it is ready, has failed, is refused, or broke off for good; `emit` gets the frames.
 * Never rejects. After a break the hub repeats its list, of which only what is new or different is passed on.
 */
export async function watchServer(
  key: string,
  target: { user: string; server: string },
  deps: WatchDeps,
  signal: AbortSignal,
  emit: Emit,
): Promise<void> {
  const seen: string[] = []
  for (let attempt = 0; !signal.aborted; attempt++) {
    const end = await readOnce(key, target, deps, signal, emit, seen)
    if (end === 'done') return
    const pause = deps.timings.retries[attempt]
    // Nobody there the first time: the hub is away, and the page knows how to wait for it.
    if (end !== 'broken' && (pause === undefined || seen.length === 0)) return emit(end)
    if (pause === undefined) return
    await wait(pause, signal)
  }
}

/** One stream of the hub from opening to end; the frame to close with when nobody answered. */
async function readOnce(
  key: string,
  target: { user: string; server: string },
  deps: WatchDeps,
  signal: AbortSignal,
  emit: Emit,
  seen: string[],
): Promise<'done' | 'broken' | ProgressFrame> {
  const { clock } = deps
  const gone = new AbortController()
  const abort = (): void => gone.abort()
  signal.addEventListener('abort', abort)
  try {
    const answer = await deps.opening(() => open(target, deps, gone.signal))
    if (answer.response.status !== 200 || !isEventStream(answer.response)) {
      emit(await refusedFrame(key, clock(), answer))
      return 'done'
    }
    emit({ kind: 'opened', server: key, at: clock(), status: 200 })
    const complete = await readEvents(key, answer.response, deps, abort, emit, seen)
    if (!signal.aborted) emit({ kind: 'closed', server: key, at: clock(), complete })
    return complete ? 'done' : 'broken'
  } catch (error) {
    if (signal.aborted) return 'done'
    const silence = error instanceof HubSilence ? error : undefined
    if (!silence) deps.log('warning', `a progress stream ended with an error: ${String(error)}`)
    return {
      kind: 'refused',
      server: key,
      at: clock(),
      status: silence?.timedOut ? 504 : 502,
      message: silence?.message ?? null,
      answeredBy: 'nobody',
    }
  } finally {
    signal.removeEventListener('abort', abort)
    gone.abort()
  }
}

function open(
  target: { user: string; server: string },
  deps: WatchDeps,
  signal: AbortSignal,
): Promise<HubAnswer> {
  signal.throwIfAborted()
  return deps.hub.ask({
    method: 'GET',
    path: operationPath('watchProgress', target),
    token: deps.token,
    headers: { Accept: 'text/event-stream' },
    signal,
    timeout: deps.timings.open,
    stream: true,
  })
}

/** True when `ready` or `failed` came; false when the stream broke off, fell silent or was ended from here. */
async function readEvents(
  key: string,
  response: Response,
  { clock, log, timings }: WatchDeps,
  abort: () => void,
  emit: Emit,
  seen: string[],
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
      const here = index++
      const event = parseEvent(data)
      if (!event) return log('warning', 'a progress stream carried an event that is no JSON object; skipped')
      complete ||= event.ready === true || event.failed === true
      if (seen[here] === data) return
      // Another event in this place: a new spawn has begun, and with it a new list.
      seen.length = Math.min(seen.length, here)
      seen[here] = data
      emit({ kind: 'event', server: key, at, index: here, replayed: replaying, event })
    },
  })
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
  for (;;) {
    const silence = setTimeout(abort, timings.silence)
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
  try {
    const parsed = progressEventSchema.safeParse(JSON.parse(data))
    return parsed.success ? parsed.data : undefined
  } catch {
    return undefined
  }
}

async function refusedFrame(
  key: string,
  at: number,
  { response, answeredBy }: HubAnswer,
): Promise<ProgressFrame> {
  const text = await response.text()
  return { kind: 'refused', server: key, at, status: response.status, message: hubMessage(text), answeredBy }
}

function isEventStream(response: Response): boolean {
  return response.headers.get('Content-Type')?.startsWith('text/event-stream') ?? false
}

function wait(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(done, milliseconds)
    function done(): void {
      clearTimeout(timer)
      signal.removeEventListener('abort', done)
      resolve()
    }
    signal.addEventListener('abort', done)
  })
}
