import { parseServerKey, serverLabel } from '#hub/server-key.ts'
import type { User } from '#hub/wire/user.ts'
import { type OwnedServer, serversOf, serverState } from '../../api/servers.ts'
import type { SpawnRecord } from '../../api/spawn-record.ts'
import { useSpawn } from '../../api/spawn-watch.ts'
import { Meter } from '../../ui/Meter.tsx'
import { StateLabel } from '../../ui/StateLabel.tsx'
import { Veil } from '../../ui/Veil.tsx'
import { stateTone } from './server-tone.ts'
import { spawnReason } from './spawn-text.ts'
import { useFailedSpawn } from './use-failed-spawn.ts'
import { fieldScopes } from './user-fields.ts'

const shownServers = 2

/** What the user's servers are doing, those that are not stopped, and the start that failed last. */
export function ServersCell({ user }: { user: User }) {
  const failed = useFailedSpawn(user.name)
  if (user.servers === undefined) return <Veil needs={[fieldScopes.servers]} />
  const servers = serversOf(user)
  const failure = servers.some(({ key }) => key === failed?.key) ? undefined : failed
  if (servers.length === 0 && !failure) return <span className="text-ink-3">none running</span>
  const more = servers.length - shownServers
  return (
    <span className="inline-flex items-center gap-4">
      {servers.slice(0, shownServers).map((owned) => (
        <Running key={owned.key} owned={owned} />
      ))}
      {more > 0 && <span className="text-ink-3">and {more} more</span>}
      {failure && <Failed spawn={failure} />}
    </span>
  )
}

function Running({ owned: { key, user, server } }: { owned: OwnedServer }) {
  const state = serverState(server)
  const percent = useSpawn(key)?.progress
  return (
    <span className="inline-flex items-center gap-2">
      <StateLabel tone={stateTone[state]}>{state}</StateLabel>
      <Name server={server.name} />
      {state === 'starting' && percent !== undefined && (
        <>
          <span className="@max-3xl:hidden">
            <Meter value={percent} label={`Start of ${user.name}/${serverLabel(server.name)}`} />
          </span>
          <span className="text-ink-3 tabular-nums">{Math.round(percent)} %</span>
        </>
      )}
    </span>
  )
}

function Failed({ spawn }: { spawn: SpawnRecord }) {
  return (
    <span className="inline-flex min-w-0 items-center gap-2" title={spawn.reason}>
      <StateLabel tone="bad">failed</StateLabel>
      <Name server={parseServerKey(spawn.key)?.server ?? ''} />
      <span className="max-w-72 truncate text-ink-3 @max-3xl:max-w-24">{spawnReason(spawn)}</span>
    </span>
  )
}

function Name({ server }: { server: string }) {
  return <span className={server === '' ? 'text-ink-3' : ''}>{serverLabel(server)}</span>
}
