import { useQuery } from '@tanstack/react-query'
import { sessionQuery, signedInOf } from '../api/session.ts'
import { formatAmount, formatClock, formatLatency, formatRelative } from '../ui/format.ts'
import { StateDot, type Tone } from '../ui/StateDot.tsx'
import { useClock } from '../ui/use-clock.ts'
import type { HubStatus } from './hub-status.ts'
import { useHubStatus } from './use-hub-status.ts'

const tones: Record<HubStatus['state'], Tone> = { unknown: 'off', answers: 'ok', gone: 'bad' }

/** Which hub this is, whether and how fast it answers, and as whom. */
export function HubChip() {
  const status = useHubStatus()
  const session = signedInOf(useQuery(sessionQuery).data)
  if (!session) return null
  const { identity, hub, hubUrl } = session
  const name = `JupyterHub ${hub.version}`.trim()
  return (
    <section
      aria-label="Hub"
      className={`grid gap-0.5 rounded-md border bg-surface p-2 text-sm text-ink-2 ${status.state === 'gone' ? 'border-bad' : 'border-line'}`}
    >
      <p className="flex items-center gap-1.5 font-semibold text-ink">
        <StateDot tone={tones[status.state]} />
        {__DEMO__ ? (
          name
        ) : (
          <a href={`${hubUrl}home`} className="underline-offset-2 hover:underline">
            {name}
          </a>
        )}
      </p>
      <p>
        <Answers status={status} />
      </p>
      <p className="wrap-anywhere">
        you are <b className="font-semibold text-ink">{identity.name}</b> ·{' '}
        <span className="whitespace-nowrap">{formatAmount(identity.scopes.length, 'scope')}</span>
      </p>
      <output className="sr-only">{status.state === 'gone' ? 'The hub does not answer.' : ''}</output>
    </section>
  )
}

function Answers({ status: { state, latency, answeredAt } }: { status: HubStatus }) {
  const updated = useClock((now) => (answeredAt === undefined ? '' : formatRelative(answeredAt, now)))
  if (state === 'unknown') return 'no answer yet'
  if (state === 'gone') {
    return (
      <span className="text-bad">
        no answer{answeredAt === undefined ? '' : ` since ${formatClock(answeredAt)}`} · asking again
      </span>
    )
  }
  return (
    <>
      {latency === undefined ? 'answers' : `answers in ${formatLatency(latency)}`}
      <span className="block">updated {updated}</span>
    </>
  )
}
