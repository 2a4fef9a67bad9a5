import type { ProbeResults } from '../results.ts'
import { failureOf } from './ask.ts'
import type { ProbeContext } from './context.ts'
import { answerOf } from './read-answer.ts'

/** Milliseconds to listen. The hub writes an event at once, and something every 8 s. */
const limit = 4_000

/**
 * Opens the hub's own stream of a server that is starting, as the hub's page would, and notes when its first bytes come.
 * Nothing where no server starts. One more reader does not disturb a start.
 */
export async function probeProgress(context: ProbeContext): Promise<Partial<ProbeResults>> {
  const url = await context.findStart?.()
  if (url === undefined) return {}
  const at = context.now()
  const timeout = AbortSignal.timeout(limit)
  const signal = AbortSignal.any([context.signal, timeout])
  const progress: NonNullable<ProbeResults['progress']> = { at, ms: 0 }
  let headersAt: number | undefined
  try {
    const question = { headers: { Accept: 'text/event-stream' }, fromHub: true }
    const response = await context.send(url, question, signal)
    headersAt = context.now()
    progress.answer = answerOf(response, undefined)
    const reader = response.body?.getReader()
    const { done = true } = (await reader?.read()) ?? {}
    if (!done) progress.silence = context.now() - headersAt
    await reader?.cancel()
  } catch (error) {
    context.signal.throwIfAborted()
    // Headers came, and then nothing for as long as it was waited.
    if (headersAt !== undefined && timeout.aborted) progress.silence = context.now() - headersAt
    else Object.assign(progress, failureOf(error, timeout.aborted))
  }
  progress.ms = context.now() - at
  return { progress }
}
