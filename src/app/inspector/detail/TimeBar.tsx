import { formatLatency } from '../../ui/format.ts'
import { useClock } from '../../ui/use-clock.ts'
import type { Exchange } from '../record/exchange-store.ts'
import { timeSpent, type TimeSpent } from './timing.ts'

/** The time of one exchange as a bar, with its figures in words below. */
export function TimeBar({ exchange }: { exchange: Exchange }) {
  const pending = exchange.doneAt === undefined
  const now = useClock((now) => (pending ? Math.floor(now / 1_000) * 1_000 : 0))
  const spent = timeSpent(exchange, now)
  const total = spent.reduce((sum, { ms }) => sum + ms, 0)
  return (
    <div className="grid max-w-96 gap-1">
      <p className="tabular-nums">
        {formatLatency(total)}
        {pending && ' so far'}
        {exchange.sentAt === undefined && !pending && ', never sent'}
      </p>
      {total > 0 && (
        <div aria-hidden="true" className="flex h-1.5 gap-px overflow-hidden rounded-xs">
          {spent.map(({ part, ms }) => (
            <span key={part} className={`min-w-px ${tones[part]}`} style={{ flexGrow: ms, flexBasis: 0 }} />
          ))}
        </div>
      )}
      <ul className="flex flex-wrap gap-x-3 text-ink-2">
        {spent.map(({ part, ms }) => (
          <li key={part} className="flex items-center gap-1.5 tabular-nums">
            <span aria-hidden="true" className={`size-2 rounded-xs ${tones[part]}`} />
            {formatLatency(ms)} {wordsFor(part, exchange)}
          </li>
        ))}
      </ul>
    </div>
  )
}

const tones: Record<TimeSpent['part'], string> = {
  queue: 'bg-line-strong',
  way: 'bg-accent/45',
  hub: 'bg-accent',
  receiving: 'bg-ok',
}

/** Where the service does not tell its own part, the request need not have come through it. */
function wordsFor(part: TimeSpent['part'], { upstreamMs, url }: Exchange): string {
  if (part === 'way' && upstreamMs === undefined) return 'until the answer began'
  return part === 'queue' && url !== undefined ? 'before it was sent' : words[part]
}

const words: Record<TimeSpent['part'], string> = {
  queue: 'in this page’s queue',
  way: 'on the way to Hubscope’s service and back',
  hub: 'the service waited for the hub',
  receiving: 'reading the answer',
}
