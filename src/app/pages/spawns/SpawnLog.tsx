import { failureReason, type SpawnRecord } from '../../api/spawns/spawn-record.ts'
import { formatDuration } from '../../ui/format.ts'
import { failureWords, formatOffset, spawnTitle } from './lane-words.ts'

/** The events of one spawn in order, with the time since its start where that is known. */
export function SpawnLog({ record }: { record: SpawnRecord }) {
  const { events, startedAt } = record
  const untimed = events.some(({ at }) => at === undefined || startedAt === undefined)
  const tail = endLine(record)
  return (
    <>
      <section
        // Scrolls, so the keyboard must reach it.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        aria-label={`Events of ${spawnTitle(record)}`}
        className="min-h-0 overflow-auto rounded-md border border-line bg-sunken px-3 py-2"
      >
        {events.length === 0 && !tail ? (
          <p className="text-ink-3">Nothing yet.</p>
        ) : (
          <ol className="font-mono text-sm leading-[1.7]">
            {events.map((event, index) => {
              const failed = record.outcome === 'failed' && index === events.length - 1
              return (
                <li key={event.index} className={`flex gap-2.5 ${failed ? 'text-bad' : ''}`}>
                  <Time at={event.at} startedAt={startedAt} />
                  <span className="w-10 shrink-0 text-right text-ink-3 tabular-nums">
                    {event.progress === undefined || failed ? '' : `${Math.round(event.progress)} %`}
                  </span>
                  <span className="whitespace-pre-wrap wrap-anywhere">
                    {failed && failureReason(record) === undefined
                      ? 'Spawn failed; the spawner gave no reason'
                      : event.message || '(no message)'}
                  </span>
                </li>
              )
            })}
            {tail && (
              <li className={`flex gap-2.5 ${tail.tone}`}>
                <Time at={record.endedAt} startedAt={startedAt} />
                <span className="w-10 shrink-0" />
                <span className="wrap-anywhere">{tail.text}</span>
              </li>
            )}
          </ol>
        )}
      </section>
      {untimed && (
        <p className="text-sm text-ink-3">
          {record.origin === 'asked'
            ? 'It failed before this tab watched: of such a start the hub remembers the failure, not the events.'
            : 'Events without a time happened before this tab watched, or while it did not.'}
        </p>
      )}
    </>
  )
}

function Time({ at, startedAt }: { at: number | undefined; startedAt: number | undefined }) {
  if (at === undefined || startedAt === undefined)
    return (
      <span className="w-14 shrink-0 text-ink-3" title="before we watched">
        earlier
      </span>
    )
  return <span className="w-14 shrink-0 text-ink-3 tabular-nums">{formatOffset(at - startedAt)}</span>
}

/** How it ended, where the spawner's own events do not say it. */
function endLine(record: SpawnRecord): { text: string; tone: string } | undefined {
  const { outcome, startedAt, endedAt, routed, events } = record
  switch (outcome) {
    case 'ready': {
      const took =
        startedAt === undefined || endedAt === undefined
          ? ''
          : ` after ${formatDuration(endedAt - startedAt)}`
      const route =
        routed === undefined ? '' : routed ? ', route confirmed' : ', but the proxy has no route to it'
      return { text: `Ready${took}${route}`, tone: 'text-ok' }
    }
    case 'cancelled':
      return { text: record.reason ?? 'Stopped before it was ready', tone: 'text-ink-2' }
    case 'lost':
      return { text: record.reason ?? 'How it ended cannot be told', tone: 'text-ink-2' }
    case 'failed':
      return events.length === 0 ? { text: failureWords(record), tone: 'text-bad' } : undefined
    default:
      return undefined
  }
}
