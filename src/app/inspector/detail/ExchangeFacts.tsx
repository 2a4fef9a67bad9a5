import { restDocUrl } from '#hub/rest-docs.ts'
import { formatAbsolute, formatAmount } from '../../ui/format.ts'
import { RelativeTime } from '../../ui/RelativeTime.tsx'
import { CredentialFact } from './CredentialFact.tsx'
import { Fact, Facts } from './Facts.tsx'
import { TimeBar } from './TimeBar.tsx'
import { dock } from '../dock/dock-store.ts'
import type { Exchange } from '../record/exchange-store.ts'
import { deedOf, howWeKnow } from '../record/exchange-words.ts'
import { hubOperationOf } from '../record/hub-operation.ts'
import type { Explained } from '../findings/use-explained.ts'

interface Props {
  exchange: Exchange
  explained: Explained
}

/** What was sent with whose rights, what came back, from whom, and how long each step took. */
export function ExchangeFacts({ exchange, explained }: Props) {
  const { method, path, query, status, answeredBy, askedAt, frames, error, action, replayOf } = exchange
  return (
    <Facts>
      <Fact term="Request">
        <code className="wrap-anywhere">
          {method} {path}
          {query && `?${query}`}
        </code>
      </Fact>
      <Fact term="Operation">
        {deedOf(exchange)} <DocLink exchange={exchange} />
      </Fact>
      {action && (
        <Fact term="Part of">
          {action.label}
          {action.outcome !== undefined && <span className="text-ink-3">: {action.outcome}</span>}
        </Fact>
      )}
      {replayOf !== undefined && (
        <Fact term="Repeats">
          <button
            type="button"
            onClick={() => dock.open(replayOf, 'sent')}
            className="text-accent underline-offset-2 hover:underline"
          >
            an earlier exchange
          </button>
        </Fact>
      )}
      <Fact term="Answer">
        {answer(status, exchange.doneAt)}
        {error && <span className="text-ink-2">: {error.message}</span>}
      </Fact>
      {answeredBy && (
        <Fact term="Answered by">
          {answerers[answeredBy]} <span className="text-ink-3">{howWeKnow(exchange)}</span>
        </Fact>
      )}
      <CredentialFact exchange={exchange} explained={explained} />
      {frames !== undefined && (
        <Fact term="Stream">
          {formatAmount(frames, 'frame')}
          {exchange.doneAt === undefined && ' so far'}
        </Fact>
      )}
      <Fact term="Asked">
        <RelativeTime iso={new Date(askedAt).toISOString()} />
        <span className="text-ink-3">, {formatAbsolute(askedAt)}</span>
      </Fact>
      <Fact term="Took">
        <TimeBar exchange={exchange} />
      </Fact>
    </Facts>
  )
}

function DocLink({ exchange }: { exchange: Exchange }) {
  const operation = hubOperationOf(exchange)
  const url = operation && restDocUrl(operation)
  if (url === undefined) return null
  return (
    <a href={url} target="_blank" rel="noreferrer" className="text-accent underline-offset-2 hover:underline">
      JupyterHub’s documentation of it
    </a>
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
