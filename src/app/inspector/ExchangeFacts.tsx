import type { ReactNode } from 'react'
import { formatAbsolute, formatAmount } from '../ui/format.ts'
import { RelativeTime } from '../ui/RelativeTime.tsx'
import type { Exchange } from './exchange-store.ts'
import { deedOf, howWeKnow, millisecondsText } from './exchange-words.ts'

/** What was sent, what came back, from whom, and how long each step took. */
export function ExchangeFacts({ exchange }: { exchange: Exchange }) {
  const { method, path, query, status, answeredBy, askedAt, frames, error } = exchange
  return (
    <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 gap-y-1 text-sm">
      <Fact term="Request">
        <code className="wrap-anywhere">
          {method} {path}
          {query && `?${query}`}
        </code>
      </Fact>
      <Fact term="Operation">{deedOf(exchange)}</Fact>
      <Fact term="Answer">
        {answer(status, exchange.doneAt)}
        {error && <span className="text-ink-2">: {error.message}</span>}
      </Fact>
      {answeredBy && (
        <Fact term="Answered by">
          {answerers[answeredBy]} <span className="text-ink-3">{howWeKnow(exchange)}</span>
        </Fact>
      )}
      {frames !== undefined && <Fact term="Stream">{formatAmount(frames, 'frame')} so far</Fact>}
      <Fact term="Asked">
        <RelativeTime iso={new Date(askedAt).toISOString()} />
        <span className="text-ink-3">, {formatAbsolute(askedAt)}</span>
      </Fact>
      <Fact term="Took">
        <span className="tabular-nums">{steps(exchange)}</span>
      </Fact>
    </dl>
  )
}

function Fact({ term, children }: { term: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-ink-3">{term}</dt>
      <dd className="wrap-anywhere">{children}</dd>
    </>
  )
}

function answer(status: number | undefined, doneAt: number | undefined): string {
  if (status === 0) return 'a redirect'
  if (status !== undefined) return `status ${status}`
  return doneAt === undefined ? 'none yet' : 'none'
}

const answerers = {
  hub: 'the hub.',
  proxy: 'something in between.',
  service: 'Hubscope’s service.',
  nobody: 'nobody.',
} as const

/** "14 ms: 2 in the queue, 12 until the answer was complete, of which the service waited 9 for the hub" */
function steps({ askedAt, sentAt, doneAt, upstreamMs }: Exchange): string {
  if (sentAt === undefined) return doneAt === undefined ? 'waiting in the queue' : 'never sent'
  const queued = `${millisecondsText(sentAt - askedAt)} ms in the queue`
  if (doneAt === undefined) return `${queued}, under way since`
  const upstream =
    upstreamMs === undefined ? '' : `; the service waited ${millisecondsText(upstreamMs)} ms for the hub`
  return `${millisecondsText(doneAt - sentAt)} ms after ${queued}${upstream}`
}
