import * as z from 'zod/mini'
import { parseJson } from '#hub/json.ts'
import { checkNames } from '../check-names.ts'
import type { ProbeResults } from '../results.ts'
import { failureOf, type Question } from './ask.ts'
import type { ProbeContext, ProgressSource } from './context.ts'
import { answerOf } from './read-answer.ts'

type Progress = NonNullable<ProbeResults['progress']>

/** Milliseconds to listen. The hub writes an event at once, and something every 8 s. */
const limit = 4_000

/**
 * Opens the hub's own stream of a server, as the hub's page would, and notes when its first event comes and, of a server
 * that is ready, its end. Where the hub does not stream to this asker, Hubscope is asked for the same. One more reader
 * does not disturb a start.
 */
export async function probeProgress(context: ProbeContext): Promise<Partial<ProbeResults>> {
  const source = await context.findStart?.()
  if (!source) return {}
  if ('unread' in source) return { unread: { [checkNames.progress]: source.unread } }
  const own = source.hub === undefined ? undefined : await listen(context, source, source.hub, 'hub')
  if (own && (isStream(own) || source.service === undefined)) return { progress: own }
  return source.service === undefined
    ? {}
    : { progress: await listen(context, source, source.service, 'service') }
}

/** It streams, or nothing came of it within the time, which is an answer too. */
function isStream({ answer, failure }: Progress): boolean {
  const type = answer?.headers['content-type'] ?? ''
  return failure === 'timeout' || (answer?.status === 200 && type.startsWith('text/event-stream'))
}

async function listen(
  context: ProbeContext,
  { state, question }: ProgressSource,
  url: string,
  via: 'hub' | 'service',
): Promise<Progress> {
  const at = context.now()
  const timeout = AbortSignal.timeout(limit)
  const signal = AbortSignal.any([context.signal, timeout])
  const progress: Progress = { at, ms: 0, via, state }
  let headersAt: number | undefined
  try {
    const response = await context.send(url, questionFor(context, via, question), signal)
    headersAt = context.now()
    progress.answer = answerOf(response, undefined)
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
    let text = ''
    for (;;) {
      const { done = true, value = '' } = (await reader?.read()) ?? {}
      text += value
      if (progress.silence === undefined && hasEvent(text)) progress.silence = context.now() - headersAt
      if (done) {
        if (state === 'ready') progress.ended = true
        break
      }
      // Of a start, the first event tells; the end may be far away.
      if (state === 'starting' && progress.silence !== undefined) break
    }
    await reader?.cancel()
  } catch (error) {
    context.signal.throwIfAborted()
    // Headers came, and then nothing for as long as it was waited.
    if (headersAt !== undefined && timeout.aborted) {
      progress.silence ??= context.now() - headersAt
      if (state === 'ready') progress.ended = false
    } else Object.assign(progress, failureOf(error, timeout.aborted))
  }
  progress.ms = context.now() - at
  return progress
}

/** As the hub's own page asks: hubs before 4 take their cookie from there alone. */
function questionFor({ page }: ProbeContext, via: 'hub' | 'service', more: Question = {}): Question {
  const headers = { Accept: 'text/event-stream' }
  if (via === 'service') return { headers }
  return { fromHub: true, referrer: `${page.hubUrl}home`, ...more, headers: { ...headers, ...more.headers } }
}

const frameSchema = z.object({ kind: z.optional(z.string()) })

/** An event of the hub has no kind; what Hubscope says of itself, that the hub has opened or refused, is none. */
function hasEvent(text: string): boolean {
  return text
    .split('\n')
    .slice(0, -1)
    .flatMap((line) => (line.startsWith('data: ') ? [frameSchema.safeParse(parseJson(line.slice(6)))] : []))
    .some(({ data }) => data && (data.kind === undefined || data.kind === 'event'))
}
