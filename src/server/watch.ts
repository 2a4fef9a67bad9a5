import { operationPath } from '#hub/paths.ts'
import type { ProgressFrame } from './contract.ts'
import { type Hub, type HubAnswer, hubMessage, HubSilence } from './hub.ts'
import { type Log, reasonOf } from './log.ts'
import { readEvents } from './progress-events.ts'

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
 * Watches one server's spawn until it is ready, has failed or is refused; `emit` gets the frames. Never rejects. A stream
 * that broke off is opened again a few times before `closed` says so: the hub then repeats its list, of which only what
 * is new or different is passed on.
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
    if (signal.aborted) return
    const pause = deps.timings.retries[attempt]
    const isBroken =
      end.kind === 'closed' ? !end.complete : end.kind === 'refused' && end.answeredBy === 'nobody'
    // Nobody there the first time: the hub is away, and the page knows how to wait for it.
    if (!isBroken || pause === undefined || seen.length === 0) return emit(end)
    await wait(pause, signal)
  }
}

/** One stream of the hub from opening to end; the frame that says how it ended is the caller's to emit. */
async function readOnce(
  key: string,
  target: { user: string; server: string },
  deps: WatchDeps,
  signal: AbortSignal,
  emit: Emit,
  seen: string[],
): Promise<ProgressFrame> {
  const { clock } = deps
  const gone = new AbortController()
  const abort = (): void => gone.abort()
  signal.addEventListener('abort', abort)
  try {
    const answer = await deps.opening(() => open(target, deps, gone.signal))
    if (answer.response.status !== 200 || !isEventStream(answer.response)) {
      return await refusedFrame(key, clock(), answer)
    }
    if (seen.length === 0) emit({ kind: 'opened', server: key, at: clock(), status: 200 })
    const complete = await readEvents(answer.response, deps, gone, seen, (event) => {
      emit({ kind: 'event', server: key, ...event })
    })
    return { kind: 'closed', server: key, at: clock(), complete }
  } catch (error) {
    const silence = error instanceof HubSilence ? error : undefined
    if (!silence && !signal.aborted) deps.log('warning', `a progress stream failed: ${reasonOf(error)}`)
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
  if (signal.aborted) return Promise.resolve()
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
