import { createParser } from 'eventsource-parser'
import { HubFailure } from '#hub/errors.ts'
import { parseJson } from '#hub/json.ts'
import type { ServerKey } from '#hub/server-key.ts'
import {
  type ProgressFrame,
  progressFrameSchema,
  servicePaths,
  serviceRefusalSchema,
} from '#server/contract.ts'
import { serviceUrl } from '../../base.ts'
import { serverAction } from '../action.ts'
import { answererOf, Recording } from '../recording.ts'

export interface ConnectionListener {
  onFrame: (frame: ProgressFrame) => void
  /** Something arrived: a frame, a keep-alive or the response's head. */
  onSign: () => void
  /** Milliseconds by which the browser's clock is ahead of the service's. */
  onClock: (skew: number) => void
}

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
  const record = new Recording({
    operation: 'progress',
    method: 'GET',
    path: `/${path}`,
    query: query.toString(),
    params: {},
    action: serverAction(...servers),
  })
  record.streams()
  let failure: HubFailure | undefined
  try {
    const response = await record.send(serviceUrl(path, query), {
      headers: { Accept: 'text/event-stream' },
      redirect: 'manual',
      signal,
    })
    listener.onSign()
    const skew = skewOf(response)
    if (skew !== undefined) listener.onClock(skew)
    if (!response.ok || !response.body) throw await refusalOf(response, record)
    await readFrames(response.body, record, listener)
  } catch (cause) {
    if (signal.aborted) return
    failure = cause instanceof HubFailure ? cause : brokenOff(record.id)
    throw failure
  } finally {
    record.end(failure?.detail, failure?.detail.tag === 'unreachable')
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
  record: Recording,
  { onFrame, onSign }: ConnectionListener,
): Promise<void> {
  const parser = createParser({
    onEvent: ({ data }) => {
      const frame = parseFrame(data)
      if (!frame) return
      record.frame(data)
      onFrame(frame)
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
  return progressFrameSchema.safeParse(parseJson(data)).data
}

async function refusalOf(response: Response, record: Recording): Promise<HubFailure> {
  const body = serviceRefusalSchema.safeParse(parseJson(await record.text(response)))
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
    record.id,
  )
}

function brokenOff(record: number): HubFailure {
  const message = 'The progress stream broke off.'
  return new HubFailure({ tag: 'unreachable', operation: 'progress', timedOut: false, message }, record)
}
