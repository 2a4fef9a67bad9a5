import { serverKey } from '#hub/server-key.ts'
import type { Server } from '#hub/wire/server.ts'
import type { User } from '#hub/wire/user.ts'
import { serverState } from '../../../api/servers.ts'
import { useLastFailure, useSpawn } from '../../../api/spawns/spawn-watch.ts'
import { failureReason } from '../../../api/spawns/spawn-record.ts'
import { Meter } from '../../../ui/Meter.tsx'
import { RelativeTime } from '../../../ui/RelativeTime.tsx'
import { isToldBySpawn } from '../spawn-text.ts'
import { StartRefusal } from './StartRefusal.tsx'
import { serverTitle } from '../../../components/server/server-facts.ts'

interface ServerSpawnProps {
  user: User
  server: Server
  /** Why the visitor's own request to start it was refused. */
  startError: unknown
}

/** How the start goes, or why the last one failed: the hub remembers that until the next one. */
export function ServerSpawn({ user, server, startError }: ServerSpawnProps) {
  const spawn = useSpawn(serverKey(user.name, server.name))
  const failure = useLastFailure(user.name, server)
  const state = serverState(server)
  if (state === 'starting') {
    return (
      <p className="flex flex-wrap items-center gap-x-2 text-sm text-ink-2">
        {spawn?.progress !== undefined && (
          <span className="inline-flex shrink-0 items-center gap-2">
            <Meter value={spawn.progress} label={`Start of ${serverTitle(user, server)}`} />
            <span className="tabular-nums">{Math.round(spawn.progress)} %</span>
          </span>
        )}
        <span className="min-w-0 wrap-anywhere">{spawn?.message}</span>
      </p>
    )
  }
  if (state !== 'stopped') return null
  const refusal = isToldBySpawn(startError, spawn) ? undefined : startError
  return (
    <output className="grid gap-1 text-sm empty:hidden">
      {refusal ? (
        <p>
          <StartRefusal error={refusal} />
        </p>
      ) : null}
      {failure && (
        <p className="text-bad wrap-anywhere">
          Last start failed: {failureReason(failure) ?? 'the spawner gave no reason'}{' '}
          {failure.endedAt !== undefined && (
            <span className="text-ink-3">
              · <RelativeTime iso={new Date(failure.endedAt).toISOString()} />
            </span>
          )}
        </p>
      )}
    </output>
  )
}
