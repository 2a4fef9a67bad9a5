import { useEffect, useId } from 'react'
import { serverKey, serverLabel } from '#hub/server-key.ts'
import type { Server } from '#hub/wire/server.ts'
import type { User } from '#hub/wire/user.ts'
import { useStartServer } from '../../../api/server-actions.ts'
import { serverState } from '../../../api/servers.ts'
import { isOver } from '../../../api/spawns/spawn-record.ts'
import { useSpawn } from '../../../api/spawns/spawn-watch.ts'
import { StateLabel } from '../../../ui/StateLabel.tsx'
import { stateTone } from '../../../components/server/server-tone.ts'
import { ServerActions } from '../../../components/server/ServerActions.tsx'
import { ServerDetails } from './ServerDetails.tsx'
import { ServerSpawn } from './ServerSpawn.tsx'

interface ServerCardProps {
  user: User
  server: Server
}

/** One server: what it does, since when, with which options, and what can be done about it. */
export function ServerCard({ user, server }: ServerCardProps) {
  const state = serverState(server)
  const heading = useId()
  const { error, isPending, mutate, reset } = useStartServer()
  const spawn = useSpawn(serverKey(user.name, server.name))
  useEffect(() => {
    // A server that came up has outlived the refusal of an earlier start.
    if (state === 'ready') reset()
  }, [state, reset])
  return (
    <article aria-labelledby={heading} className="grid gap-1.5 rounded-md border border-line px-2.5 py-2">
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <h3 id={heading} className="font-semibold wrap-anywhere">
          {server.display_name || serverLabel(server.name)}
        </h3>
        <StateLabel tone={stateTone[state]}>{state}</StateLabel>
        <ServerActions
          user={user}
          server={server}
          starting={isPending || (spawn !== undefined && !isOver(spawn))}
          onStart={() => mutate({ user: user.name, server: server.name, userGroups: user.groups })}
        />
      </div>
      <ServerDetails server={server} />
      <ServerSpawn user={user} server={server} startError={error} />
    </article>
  )
}
