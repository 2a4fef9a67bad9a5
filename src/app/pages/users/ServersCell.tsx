import { serverLabel } from '#hub/server-key.ts'
import type { User } from '#hub/wire/user.ts'
import { useSpawn } from '../../api/spawns/spawn-watch.ts'
import { Meter } from '../../ui/Meter.tsx'
import { StateLabel } from '../../ui/StateLabel.tsx'
import { Veil } from '../../ui/Veil.tsx'
import { type RowServer, rowServers } from './row-servers.ts'
import { stateTone } from '../../components/server/server-tone.ts'
import { useFailedSpawn } from './use-failed-spawn.ts'
import { fieldScopes } from '../../api/user-fields.ts'

/** What the user's servers are doing: two of them, or one where a panel leaves little room, and how many more. */
export function ServersCell({ user }: { user: User }) {
  const failed = useFailedSpawn(user.name)
  if (user.servers === undefined) return <Veil needs={[fieldScopes.servers]} />
  const servers = rowServers(user, failed)
  const [first, second] = servers
  if (!first) return <span className="text-ink-3">none running</span>
  return (
    <span className="inline-flex items-center gap-4 @max-lg:gap-2">
      <One user={user.name} server={first} />
      {second && (
        <span className="inline-flex @max-5xl:hidden max-wide:hidden">
          <One user={user.name} server={second} />
        </span>
      )}
      <More count={servers.length - 2} className="@max-5xl:hidden max-wide:hidden" />
      <More count={servers.length - 1} className="hidden @max-5xl:inline max-wide:inline" />
    </span>
  )
}

function One({ user, server: { key, name, state, reason } }: { user: string; server: RowServer }) {
  const percent = useSpawn(key)?.progress
  return (
    <span className="inline-flex items-center gap-2" title={reason}>
      <StateLabel tone={stateTone[state]}>{state}</StateLabel>
      <span className={`max-w-32 truncate @max-5xl:max-w-24 ${name === '' ? 'text-ink-3' : ''}`}>
        {serverLabel(name)}
      </span>
      {reason && <span className="max-w-24 truncate text-ink-3 @6xl:max-w-72 @max-5xl:hidden">{reason}</span>}
      {state === 'starting' && percent !== undefined && (
        <>
          <span className="@max-5xl:hidden">
            <Meter value={percent} label={`Start of ${user}/${serverLabel(name)}`} />
          </span>
          <span className="text-ink-3 tabular-nums">{Math.round(percent)} %</span>
        </>
      )}
    </span>
  )
}

function More({ count, className }: { count: number; className: string }) {
  if (count <= 0) return null
  return (
    <span className={`text-ink-3 ${className}`}>
      +{count}
      <span className="@max-lg:sr-only"> more</span>
    </span>
  )
}
