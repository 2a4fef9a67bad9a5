import { Link } from 'react-router'
import { serverState, type OwnedServer } from '../../api/servers.ts'
import type { Reached, useReachCheck } from '../../api/preview/reach.ts'
import { formatAmount } from '../../ui/format.ts'
import { Button } from '../../ui/Button.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { failureText } from '../failure-text.ts'

/** The check of a page: hand `check.mutate` to the button and the rest to the outcome. */
export type ReachState = ReturnType<typeof useReachCheck>

interface Props {
  check: ReachState
  /** Undefined while they are not known, or hidden. */
  servers: readonly OwnedServer[] | undefined
}

/** Asks every server that counts as ready, the way its user reaches it. */
export function ReachButton({ check, servers }: Props) {
  const ready = servers?.filter(({ server }) => serverState(server) === 'ready')
  const reason =
    ready?.length === 0 ? 'No server is ready.' : ready ? undefined : 'The servers are not known yet.'
  return (
    <Button pending={check.isPending} disabledReason={reason} onClick={() => ready && check.mutate(ready)}>
      Check who answers
    </Button>
  )
}

/** What came of it, each server that cannot be reached by name and with its cause. */
export function ReachOutcome({ check }: Pick<Props, 'check'>) {
  const { data, error, isPending } = check
  const isShown = error !== null || (data !== undefined && !isPending)
  return (
    <output className={`block px-5 max-wide:px-4 ${isShown ? 'pb-2.5' : ''}`}>
      {isShown && <Outcome check={check} />}
    </output>
  )
}

function Outcome({ check: { data, error, reset } }: Pick<Props, 'check'>) {
  if (error) {
    return (
      <Notice tone="bad" title="The servers could not be asked" actions={<Dismiss onPress={reset} />}>
        {failureText(error)}
      </Notice>
    )
  }
  if (!data) return null
  return (
    <Notice
      tone={data.wrong.length > 0 ? 'bad' : 'plain'}
      title={titleOf(data)}
      actions={<Dismiss onPress={reset} />}
    >
      {data.wrong.length === 0 ? undefined : (
        <ul className="grid max-h-60 gap-2 overflow-auto" aria-label="Servers that their users cannot reach">
          {data.wrong.map(({ owned, finding }) => (
            <li key={owned.key} className="grid gap-0.5">
              <p>
                <b className="font-semibold text-ink">{nameOf(owned)}</b>: {finding.title}{' '}
                <Link to={`/findings/${finding.code}`} className="font-mono text-xs hover:underline">
                  {finding.code}
                </Link>
              </p>
              <p>
                {finding.evidence.join(' ')} {finding.fixes[0]?.text}
              </p>
            </li>
          ))}
        </ul>
      )}
    </Notice>
  )
}

function Dismiss({ onPress }: { onPress: () => void }) {
  return (
    <Button size="small" onClick={onPress}>
      Dismiss
    </Button>
  )
}

function titleOf({ asked, well, unknown, wrong }: Reached): string {
  const silent = unknown > 0 ? `; ${formatAmount(unknown, 'server')} gave no answer that tells` : ''
  if (wrong.length === 0 && unknown === 0)
    return `${formatAmount(asked, 'server')} asked, and all answer their users`
  return `${well} of ${formatAmount(asked, 'server')} answer their users${silent}`
}

function nameOf({ user, server }: OwnedServer): string {
  return server.name === '' ? user.name : `${user.name}/${server.name}`
}
