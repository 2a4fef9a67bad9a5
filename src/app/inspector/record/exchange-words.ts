import type { Answerer } from '#hub/errors.ts'
import { operationOf } from '#hub/operations.ts'
import { formatDuration } from '../../ui/format.ts'
import type { Exchange } from './exchange-store.ts'

/** What was asked for, in plain words: "list users". */
export function deedOf(exchange: Exchange): string {
  const { twin } = exchange
  return twin ? `${plainDeedOf(exchange)}, as a twin ${twinWords[twin]}` : plainDeedOf(exchange)
}

const twinWords = {
  token: 'with your token',
  cookie: 'straight to the hub, with its cookie',
  nobody: 'straight to the hub, without credentials',
} as const

function plainDeedOf({ operation }: Exchange): string {
  if (operation === 'session') return 'ask who is logged in'
  if (operation === 'other') return 'no operation of the hub'
  return operation === 'progress' ? 'watch spawns' : operationOf(operation).label
}

/** Path and query for the eye: encoded names are shown as they are, but for what would change the path's form. */
export function readableTarget({ path, query }: Exchange): string {
  const readable = path.split('/').map(readableSegment).join('/')
  if (query === '') return readable
  const pairs = [...new URLSearchParams(query)].map(
    ([name, value]) => `${name}=${value.replaceAll(/[&#%]/g, encodeURIComponent)}`,
  )
  return `${readable}?${pairs.join('&')}`
}

function readableSegment(segment: string): string {
  try {
    return decodeURIComponent(segment).replaceAll(/[/?#%]/g, encodeURIComponent)
  } catch {
    return segment
  }
}

/** `200`, `…` while under way, `–` when no answer came. */
export function statusText({ status, doneAt, error }: Exchange): string {
  if (status === 0) return '3xx'
  if (status !== undefined) return String(status)
  return doneAt === undefined || error === undefined ? '…' : '–'
}

/** Who answered, and that it was a stream. */
export function answererText({ answeredBy, frames, operation }: Exchange): string {
  const who = answeredBy ?? ''
  if (frames === undefined && operation !== 'progress') return who
  return who === '' ? 'stream' : `${who}, stream`
}

/** How we know who answered; undefined while nobody has. */
export function howWeKnow({ answeredBy, status, upstreamMs, url }: Exchange): string | undefined {
  if (answeredBy === undefined) return undefined
  // Of a file, whose requests need not have come through Hubscope.
  if (answeredBy === 'proxy' && url !== undefined) return 'The answer lacks the hub’s version header.'
  return answeredBy === 'proxy' && upstreamMs === undefined ? unmarked : marks[answeredBy](status)
}

const unmarked = 'The answer lacks the mark that Hubscope’s service puts on everything it hands on.'

const marks: Record<Answerer, (status: number | undefined) => string> = {
  hub: () => 'The answer carries the hub’s version header.',
  proxy: () => 'Hubscope’s service handed it on, and it lacks the hub’s version header.',
  service: () => 'Hubscope’s own service answered without asking the hub, and says so.',
  nobody: (status) =>
    status === undefined || status < 400
      ? 'No complete answer reached this page.'
      : 'Hubscope’s service asked and got no answer.',
}

/** Milliseconds as the list shows them: `24`, and `18 s` from ten seconds on. */
export function millisecondsText(ms: number): string {
  return ms < 10_000 ? String(Math.round(ms)) : formatDuration(ms)
}
