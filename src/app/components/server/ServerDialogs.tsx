import { useQueryClient } from '@tanstack/react-query'
import type { Server } from '#hub/wire/server.ts'
import type { User } from '#hub/wire/user.ts'
import { useStopServer } from '../../api/server-actions.ts'
import { userQuery } from '../../api/users.ts'
import { RelativeTime } from '../../ui/RelativeTime.tsx'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'
import { serverTitle } from './server-facts.ts'

interface ServerDialogProps {
  user: User
  server: Server
  open: boolean
  onClose: () => void
}

/** Asks before the start of a server is given up. Stays the same question while the start comes to its end. */
export function CancelDialog({ user, server, open, onClose }: ServerDialogProps) {
  const stop = useStop(user, server)
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={(open) => !open && onClose()}
      title={`Cancel the start of ${serverTitle(user, server)}?`}
      verb="Cancel the start"
      dismiss="Let it go on"
      danger
      onConfirm={() => stop()}
    >
      <p>What it has prepared so far is lost. Should it become ready meanwhile, it is stopped.</p>
    </ConfirmDialog>
  )
}

/** Asks before a server is stopped. */
export function StopDialog({ user, server, open, onClose }: ServerDialogProps) {
  const stop = useStop(user, server)
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={(open) => !open && onClose()}
      title={`Stop ${serverTitle(user, server)}?`}
      verb="Stop 1 server"
      danger
      onConfirm={() => stop()}
    >
      <p>Running kernels and unsaved work are lost.</p>
      <p>
        Last activity <RelativeTime iso={server.last_activity} otherwise="not known" />.
      </p>
    </ConfirmDialog>
  )
}

/** Asks before a stopped named server is taken out of the hub for good. */
export function RemoveDialog({ user, server, open, onClose }: ServerDialogProps) {
  const stop = useStop(user, server)
  const title = serverTitle(user, server)
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={(open) => !open && onClose()}
      title={`Delete ${title}?`}
      verb="Delete 1 server"
      danger
      onConfirm={() => stop({ remove: true })}
    >
      <p>
        Its name and options are lost, and whatever the spawner keeps for this server alone, such as a volume
        of its own. The user’s other servers stay.
      </p>
    </ConfirmDialog>
  )
}

/** Done when the hub has taken the request and its model has been read again. */
function useStop(user: User, server: Server) {
  const client = useQueryClient()
  const { mutateAsync } = useStopServer()
  return async (options: { remove?: boolean } = {}) => {
    await mutateAsync({ user: user.name, server: server.name, userGroups: user.groups, ...options })
    await client.refetchQueries({ queryKey: userQuery(user.name).queryKey }, { cancelRefetch: false })
  }
}
