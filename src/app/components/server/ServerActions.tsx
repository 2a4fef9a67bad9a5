import { useState } from 'react'
import { isSince } from '#hub/versions.ts'
import type { Server } from '#hub/wire/server.ts'
import type { User } from '#hub/wire/user.ts'
import { usePermissions } from '../../api/permissions.ts'
import { type ServerState, serverState } from '../../api/servers.ts'
import { PermissionButton } from '../PermissionButton.tsx'
import { OpenServer } from './OpenServer.tsx'
import { serverTitle } from './server-facts.ts'
import { CancelDialog, RemoveDialog, StopDialog } from './ServerDialogs.tsx'

interface ServerActionsProps {
  user: User
  server: Server
  /** A start is under way, although the hub's model does not say so yet. */
  starting: boolean
  onStart: () => void
}

/** Start, stop, delete: what makes sense in the server's state. Refused ones stay, and say what they need. */
export function ServerActions({ user, server, starting, onStart }: ServerActionsProps) {
  const [dialog, setDialog] = useState<'cancel' | 'stop' | 'remove'>()
  const { version } = usePermissions()
  const state = serverState(server)
  const title = serverTitle(user, server)
  const common = {
    size: 'small',
    target: { kind: 'server', user: user.name, server: server.name, userGroups: user.groups },
  } as const
  const close = () => setDialog(undefined)
  return (
    <span className="ml-auto flex items-center gap-2">
      <OpenServer server={server} />
      {state === 'stopped' ? (
        <PermissionButton
          {...common}
          operation="startServer"
          pending={starting}
          onClick={onStart}
          aria-label={`Start ${title}`}
        >
          Start
        </PermissionButton>
      ) : (
        <PermissionButton
          {...common}
          operation="stopServer"
          disabledReason={reasonNotToStop(state, isSince(version, '5.1'), version.text)}
          onClick={() => setDialog(state === 'starting' ? 'cancel' : 'stop')}
          aria-label={`${state === 'starting' ? 'Cancel the start of' : 'Stop'} ${title}`}
        >
          {state === 'starting' ? 'Cancel' : 'Stop'}
        </PermissionButton>
      )}
      {state === 'stopped' && server.name !== '' && (
        <PermissionButton
          {...common}
          operation="stopServer"
          variant="danger"
          onClick={() => setDialog('remove')}
          aria-label={`Delete ${title}`}
        >
          Delete
        </PermissionButton>
      )}
      <CancelDialog user={user} server={server} open={dialog === 'cancel'} onClose={close} />
      <StopDialog user={user} server={server} open={dialog === 'stop'} onClose={close} />
      <RemoveDialog user={user} server={server} open={dialog === 'remove'} onClose={close} />
    </span>
  )
}

/** Hubs below 5.1 refuse to cancel a start. */
function reasonNotToStop(state: ServerState, cancels: boolean, version: string): string | undefined {
  if (state === 'stopping') return 'It is stopping already.'
  if (state === 'pending') return 'The hub is busy with it; try again when it is done.'
  if (state === 'starting' && !cancels)
    return `JupyterHub ${version} cannot cancel a start; 5.1 and later can.`
  return undefined
}
