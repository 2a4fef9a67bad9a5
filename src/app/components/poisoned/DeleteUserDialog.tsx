import { useQueryClient } from '@tanstack/react-query'
import { call } from '../../api/http.ts'
import { usersKey } from '../../api/users.ts'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'

/** Asks, by the name, before a user is deleted. */
export function DeleteUserDialog({ user, onClose }: { user: string; onClose: () => void }) {
  const client = useQueryClient()
  const remove = async () => {
    await call('deleteUser', { params: { user } })
    await client.invalidateQueries({ queryKey: usersKey })
  }
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Delete ${user}?`}
      verb="Delete 1 user"
      danger
      typed={user}
      onConfirm={remove}
    >
      <p>
        Their servers, tokens and memberships in groups are lost, and whatever the spawner deletes with a
        user. Files at home usually stay. They come back as a new user at their next login.
      </p>
    </ConfirmDialog>
  )
}
