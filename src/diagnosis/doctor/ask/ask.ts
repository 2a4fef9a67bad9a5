import { parseJson } from '#hub/json.ts'
import { type Asked, type Echoed, echoSchema } from '../results.ts'
import { answerOf } from './read-answer.ts'

export interface Question {
  method?: string
  headers?: Record<string, string>
  body?: Uint8Array<ArrayBuffer>
  /** Send no cookies. */
  bare?: boolean
  /** With the hub's cookie, as a page of the hub would ask. */
  fromHub?: boolean
  /** Follow redirects; only a browser does. */
  follow?: boolean
  /** The page that asks, when it shall not be this one. */
  referrer?: string
  /** Bytes of the answer’s body that are read; 256 KiB unless told. */
  most?: number
}

/**
 * How questions leave: a browser's fetch, or a command's own connections. Redirects are not followed unless asked. Throws what the
 * connection throws.
 */
export type Send = (url: string, question: Question, signal: AbortSignal) => Promise<Response>

/** A way to ask, with the person's wish to stop and a clock. */
export interface Asker {
  send: Send
  signal: AbortSignal
  /** Milliseconds since the epoch. */
  now: () => number
}

/** Bytes of a body that are read, as a rule. */
const longestBody = 256 * 1024

/** What was asked, with what the results must not hold. */
export type AskedWhole = Asked & {
  text: string | undefined
  /** The redirect as it came, codes and all. */
  location: string | undefined
}

/** Asks once. Never throws but when the person stopped it: that nothing came is an outcome too. */
export async function ask(
  asker: Asker,
  url: string,
  question: Question = {},
  limit = 15_000,
): Promise<AskedWhole> {
  const at = asker.now()
  const timeout = AbortSignal.timeout(limit)
  const signal = AbortSignal.any([asker.signal, timeout])
  try {
    const response = await asker.send(url, question, signal)
    const text = response.type === 'opaqueredirect' ? undefined : await readText(response, question.most)
    const location = response.headers.get('Location') ?? undefined
    return { at, ms: asker.now() - at, answer: answerOf(response, text), text, location }
  } catch (error) {
    asker.signal.throwIfAborted()
    return {
      at,
      ms: asker.now() - at,
      text: undefined,
      location: undefined,
      ...failureOf(error, timeout.aborted),
    }
  }
}

/**
 * Questions at once: of two edges that take turns each gets one of them. One after the other they might keep step with
 * those of other probes, and meet the same edge each time.
 */
export const atOnce = 3

export function together<Result>(count: number, ask: (index: number) => Promise<Result>): Promise<Result[]> {
  return Promise.all(Array.from({ length: count }, (_, index) => ask(index)))
}

/** Asks, and keeps what results may hold. */
export async function askOnce(
  asker: Asker,
  url: string,
  question?: Question,
  limit?: number,
): Promise<Asked> {
  return recorded(await ask(asker, url, question, limit))
}

/** What results may hold: not the body, and not the redirect as it came. */
export function recorded({ at, ms, answer, failure, reason }: AskedWhole): Asked {
  return {
    at,
    ms,
    ...(answer ? { answer } : {}),
    ...(failure ? { failure } : {}),
    ...(reason === undefined ? {} : { reason }),
  }
}

/** Asks the service's echo. */
export async function askEcho(
  asker: Asker,
  url: string,
  question?: Question,
  limit?: number,
): Promise<Echoed> {
  const asked = await ask(asker, url, question, limit)
  const echo = asked.answer?.headers['x-hubscope-answered-by'] === 'service' ? parsed(asked.text) : undefined
  return { ...recorded(asked), ...(echo ? { echo } : {}) }
}

function parsed(text: string | undefined) {
  return echoSchema.safeParse(parseJson(text ?? '')).data
}

export function failureOf(error: unknown, timedOut: boolean): Pick<Asked, 'failure' | 'reason'> {
  if (timedOut) return { failure: 'timeout', reason: 'no answer in time' }
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : undefined
  return { failure: 'unreachable', ...(code === undefined ? {} : { reason: code }) }
}

async function readText(response: Response, most = longestBody): Promise<string> {
  const reader = response.body?.getReader()
  if (!reader) return ''
  const decoder = new TextDecoder()
  let text = ''
  let bytes = 0
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return text + decoder.decode()
    bytes += value.length
    text += decoder.decode(value, { stream: true })
    if (bytes > most) {
      await reader.cancel()
      return text
    }
  }
}
