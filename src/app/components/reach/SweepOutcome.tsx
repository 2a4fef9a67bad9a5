import type { ReactNode } from 'react'
import { Link, useSearchParams } from 'react-router'
import { reaches } from '../../api/reach/reach-store.ts'
import { useReach } from '../../api/reach/use-reach.ts'
import { Button } from '../../ui/Button.tsx'
import { formatAmount } from '../../ui/format.ts'
import { Meter } from '../../ui/Meter.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { failureText } from '../failure-text.ts'
import { causeOf } from './reach-words.ts'
import { countsOf, type SweepCounts, sweepTitle, type WrongGroup } from './sweep-counts.ts'
import { withServer } from './use-server-in-url.ts'

/** Servers that are named in one line. */
const mostNamed = 8

/** How far the look at all servers is, and what came of it: each server that does not answer, by its cause. */
export function SweepOutcome({ children }: { children?: (counts: SweepCounts) => ReactNode }) {
  const reach = useReach()
  const { swept, failure } = reach
  if (!swept && failure === undefined) return <output className="block" />
  return (
    <div className="px-5 pb-2.5 max-wide:px-4">
      {failure === undefined ? null : (
        <Notice tone="bad" title="The servers could not be asked" actions={<Dismiss />} alert>
          {failureText(failure)}
        </Notice>
      )}
      {swept && failure === undefined && <Outcome>{children}</Outcome>}
    </div>
  )
}

function Outcome({ children }: { children: ((counts: SweepCounts) => ReactNode) | undefined }) {
  const reach = useReach()
  const { swept } = reach
  if (!swept) return null
  const counts = countsOf(reach)
  const isRunning = swept.state === 'running'
  const title = sweepTitle(swept, counts)
  return (
    <Notice
      tone={counts.wrong > 0 ? 'bad' : 'plain'}
      title={isRunning ? <span className="tabular-nums">{title}</span> : <output>{title}</output>}
      actions={
        isRunning ? (
          <>
            <Meter value={(swept.done / swept.keys.length) * 100} label="progress of the check" />
            <Button size="small" onClick={() => reaches.cancel()}>
              Cancel
            </Button>
          </>
        ) : (
          <>
            {counts.wrong > 0 && children?.(counts)}
            <Dismiss />
          </>
        )
      }
    >
      {counts.wrong === 0 ? undefined : <Wrong counts={counts} />}
    </Notice>
  )
}

function Wrong({ counts: { groups } }: { counts: SweepCounts }) {
  return (
    <>
      <ul className="grid max-h-60 gap-1.5 overflow-auto" aria-label="Servers that their users cannot reach">
        {groups.map((group) => (
          <li key={group.code}>
            <Group group={group} />
          </li>
        ))}
      </ul>
      <p>
        If many share a cause, the{' '}
        <Link to="/doctor" className="text-accent underline">
          connection doctor
        </Link>{' '}
        looks at the way as a whole.
      </p>
    </>
  )
}

/** One server with its own sentence, or several with what the catalog says of the cause. */
function Group({ group: { code, finding, keys } }: { group: WrongGroup }) {
  const [search] = useSearchParams()
  const named = keys.slice(0, mostNamed)
  const more = keys.length - named.length
  return (
    <>
      <span className="font-semibold text-ink">
        {keys.length === 1 ? finding.title : `${formatAmount(keys.length, 'server')}: ${causeOf(code)}`}
      </span>{' '}
      <Link to={`/findings/${code}`} className="font-mono text-xs hover:underline">
        {code}
      </Link>{' '}
      <span className="inline-flex flex-wrap gap-x-2">
        {named.map((key) => (
          <Link
            key={key}
            to={{ search: withServer(search, key).toString() }}
            className="text-accent hover:underline"
          >
            {key.replace(/\/$/, '')}
          </Link>
        ))}
        {more > 0 && <span>and {more} more</span>}
      </span>
    </>
  )
}

function Dismiss() {
  return (
    <Button size="small" onClick={() => reaches.dismiss()}>
      Dismiss
    </Button>
  )
}
