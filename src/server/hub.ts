import { parseJson } from '#hub/json.ts'
import { refusalSchema } from '#hub/wire/hub.ts'
import type { ServiceConfig } from './config.ts'
import { type Log, reasonOf } from './log.ts'

/** `fetch` for the hub alone: the network in production, the mock hub in the demo. */
export type HubFetch = (url: URL, init: RequestInit) => Promise<Response>

interface HubRequest {
  method: string
  /** Under `/hub/api`, encoded, with its query. */
  path: string
  token: string
  headers?: Record<string, string> | undefined
  body?: Uint8Array<ArrayBuffer> | undefined
  signal: AbortSignal
  /** Milliseconds to the answer's headers and, unless `stream`, to its end. */
  timeout: number
  /** The answer may take any time once it has begun. */
  stream?: boolean
}

export interface HubAnswer {
  response: Response
  answeredBy: 'hub' | 'proxy'
  /** Milliseconds to the answer's headers. */
  ms: number
}

/** Nobody answered. The message is one sentence for a person. */
export class HubSilence extends Error {
  override readonly name = 'HubSilence'
  readonly timedOut: boolean
  constructor(message: string, timedOut: boolean) {
    super(message)
    this.timedOut = timedOut
  }
}

export interface Hub {
  /** Throws `HubSilence` when nobody answers, and another error when `signal` aborts. */
  ask(request: HubRequest): Promise<HubAnswer>
}

/** Calls of the hub's REST API with a visitor's token, and never with cookies. */
export function createHub(config: ServiceConfig, hubFetch: HubFetch, clock: () => number, log: Log): Hub {
  let silent = false
  const report = (reason: string | undefined): void => {
    // A page polls: one line when the hub goes, one when it is back.
    if (reason !== undefined && !silent)
      log('warning', `the hub does not answer at ${config.hubApiUrl}: ${reason}`)
    if (reason === undefined && silent) log('info', 'the hub answers again')
    silent = reason !== undefined
  }

  return {
    async ask({ method, path, token, headers, body, signal, timeout, stream }) {
      const limit = new AbortController()
      const timer = setTimeout(() => limit.abort(), timeout)
      const abort = (): void => limit.abort(signal.reason)
      const release = (): void => {
        clearTimeout(timer)
        signal.removeEventListener('abort', abort)
      }
      if (signal.aborted) throw new Error('nobody waits for the answer any more')
      signal.addEventListener('abort', abort)
      const started = clock()
      try {
        const response = await hubFetch(new URL(config.hubApiUrl + path), {
          method,
          headers: { ...headers, Authorization: `token ${token}` },
          redirect: 'manual',
          signal: limit.signal,
          ...(body ? { body } : {}),
        })
        report(undefined)
        if (stream) clearTimeout(timer)
        return {
          response: withEnd(response, release),
          // Every answer of a hub carries its version; configurable-http-proxy's own pages do not.
          answeredBy: response.headers.has('X-JupyterHub-Version') ? 'hub' : 'proxy',
          ms: Math.round(clock() - started),
        }
      } catch (error) {
        release()
        if (signal.aborted) throw new Error('nobody waits for the answer any more', { cause: error })
        const timedOut = limit.signal.aborted
        const reason = timedOut ? `nothing within ${timeout / 1000} s` : reasonOf(error)
        report(reason)
        throw new HubSilence(
          timedOut
            ? `The hub did not answer within ${timeout / 1000} seconds.`
            : 'The hub does not answer at the address that this service was given for it.',
          timedOut,
        )
      }
    },
  }
}

/** The same answer; calls `ended` when its body has been read, has failed or is no longer wanted. */
function withEnd(response: Response, ended: () => void): Response {
  const reader = response.body?.getReader()
  if (!reader) {
    ended()
    return response
  }
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const { done, value } = await reader.read()
        if (!done) return controller.enqueue(value)
        ended()
        controller.close()
      } catch (error) {
        ended()
        controller.error(error)
      }
    },
    async cancel(reason) {
      ended()
      await reader.cancel(reason)
    },
  })
  const { status, statusText, headers } = response
  return new Response(body, { status, statusText, headers })
}

/** The `message` of a hub's refusal; null when there is none or the text is something else. */
export function hubMessage(text: string): string | null {
  return refusalSchema.safeParse(parseJson(text)).data?.message ?? null
}
