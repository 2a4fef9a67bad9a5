import { isSince } from '#hub/versions.ts'
import type { Server } from '#hub/wire/server.ts'
import { usePermissions } from '../../api/permissions.ts'
import { useStartServer, useStopServer } from '../../api/server-actions.ts'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'

interface Props {
  user: string
  server: Server
  onClose: () => void
}

/** Asks before a server is started without options: from then on the hub has empty ones in their place. */
export function ClearOptionsDialog({ user, server, onClose }: Props) {
  const start = useStartServer()
  const stop = useStopServer()
  const { version } = usePermissions()
  const runs = server.ready
  const clear = async () => {
    const target = { user, server: server.name }
    if (runs) await stop.mutateAsync(target)
    // From 6.0 on an empty object says nothing about options.
    await start.mutateAsync({ ...target, options: isSince(version, '6.0') ? { user_options: {} } : {} })
  }
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Clear the options of ${server.name === '' ? `${user}’s default server` : `${user}/${server.name}`}?`}
      verb={runs ? 'Start 1 server anew' : 'Start 1 server'}
      danger={runs}
      onConfirm={clear}
    >
      {runs && <p>It is stopped first: running kernels and unsaved work are lost.</p>}
      <p>
        It is started with empty options, which the hub keeps in place of those that it cannot read back. Stop
        it afterwards if nobody needs it.
      </p>
    </ConfirmDialog>
  )
}
