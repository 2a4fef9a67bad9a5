import { createParser } from 'eventsource-parser'
import { HubFailure } from '#hub/errors.ts'
import type { ServerKey } from '#hub/server-key.ts'
import {
  type ProgressFrame,
  progressFrameSchema,
  servicePaths,
  serviceRefusalSchema,
} from '#server/contract.ts'
import { serviceUrl } from '../base.ts'
import { exchanges } from '../inspector/exchange-store.ts'
import { answererOf } from './http.ts'

export interface ConnectionListener {
  onFrame: (frame: ProgressFrame) => void
  /** Something arrived: a frame, a keep-alive or the response's head. */
  onSign: () => void
  /** Milliseconds by which the browser's clock is ahead of the service's. */
  onClock: (skew: number) => void
}

/** Milliseconds between two updates of the recorded frame count: a replay brings a hundred frames at once. */
const countEvery = 250

/**
 * Reads one progress stream of the service to its end and records it as one exchange. Resolves when the service ended it
 * or `signal` was aborted; rejects with `HubFailure` when it was refused or broke off.
 */
export async function readProgress(
  servers: readonly ServerKey[],
  listener: ConnectionListener,
  signal: AbortSignal,
): Promise<void> {
  const path = servicePaths.progress
  const query = new URLSearchParams(servers.map((server) => ['server', server]))
  const record = exchanges.begin({
    operation: 'progress',
    method: 'GET',
    path: `/${path}`,
    query: query.toString(),
    params: {},
  })
  exchanges.update(record, { sentAt: Date.now(), frames: 0 })
  let frames = 0
  let counted: ReturnType<typeof setTimeout> | undefined
  const onFrame = (frame: ProgressFrame) => {
    frames += 1
    counted ??= setTimeout(() => {
      counted = undefined
      exchanges.update(record, { frames })
    }, countEvery)
    listener.onFrame(frame)
  }
  let failure: HubFailure | undefined
  try {
    const response = await fetch(serviceUrl(path, query), {
      headers: { Accept: 'text/event-stream' },
      redirect: 'manual',
      signal,
    })
    exchanges.update(record, { status: response.status, answeredBy: answererOf(response) })
    listener.onSign()
    const skew = skewOf(response)
    if (skew !== undefined) listener.onClock(skew)
    if (!response.ok || !response.body) throw await refusalOf(response, record)
    await readFrames(response.body, onFrame, listener.onSign)
  } catch (cause) {
    if (signal.aborted) return
    failure = cause instanceof HubFailure ? cause : brokenOff(record)
    throw failure
  } finally {
    clearTimeout(counted)
    exchanges.update(record, {
      frames,
      doneAt: Date.now(),
      error: failure?.detail,
      ...(failure?.detail.tag === 'unreachable' ? { answeredBy: 'nobody' as const } : {}),
    })
  }
}

/** `Date` has whole seconds, and an answer takes its time: clocks that are closer than that count as equal. */
function skewOf(response: Response): number | undefined {
  const date = Date.parse(response.headers.get('Date') ?? '')
  if (Number.isNaN(date)) return undefined
  const skew = Date.now() - date - 500
  return Math.abs(skew) < 2_500 ? 0 : skew
}

async function readFrames(
  body: ReadableStream<Uint8Array>,
  onFrame: ConnectionListener['onFrame'],
  onSign: ConnectionListener['onSign'],
): Promise<void> {
  const parser = createParser({
    onEvent: ({ data }) => {
      const frame = parseFrame(data)
      if (frame) onFrame(frame)
    },
  })
  const decoder = new TextDecoder()
  const reader = body.getReader()
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return
    onSign()
    parser.feed(decoder.decode(value, { stream: true }))
  }
}

/** Undefined for what is no frame of ours: one odd line must not end the others' streams. */
function parseFrame(data: string): ProgressFrame | undefined {
  try {
    return progressFrameSchema.safeParse(JSON.parse(data)).data
  } catch {
    return undefined
  }
}

async function refusalOf(response: Response, record: number): Promise<HubFailure> {
  const body = serviceRefusalSchema.safeParse(await response.json().catch(() => undefined))
  const operation = 'progress'
  if (body.success && (body.data.code === 'no-session' || body.data.code === 'expired')) {
    return new HubFailure({
      tag: 'signed-out',
      operation,
      message: body.data.message,
      reason: body.data.code,
    })
  }
  return new HubFailure(
    {
      tag: 'refused',
      operation,
      status: response.status,
      answeredBy: answererOf(response),
      message: body.success ? body.data.message : response.statusText || `Status ${response.status}`,
      requiredScopes: undefined,
      retryAfter: undefined,
    },
    record,
  )
}

function brokenOff(record: number): HubFailure {
  const message = 'The progress stream broke off.'
  return new HubFailure({ tag: 'unreachable', operation: 'progress', timedOut: false, message }, record)
}
