import { useState } from 'react'
import type { Server } from '#hub/wire/server.ts'
import type { Culprit } from '../../api/poisoned/culprits.ts'
import { PermissionButton } from '../PermissionButton.tsx'
import { ClearOptionsDialog } from './ClearOptionsDialog.tsx'
import { DeleteUserDialog } from './DeleteUserDialog.tsx'

/** What repairs a user whom the hub still remembers, the mildest first. */
export function CulpritRepair({ culprit: { name, servers } }: { culprit: Culprit }) {
  const [clearing, setClearing] = useState<Server>()
  const [deleting, setDeleting] = useState(false)
  const some = servers.some(({ ready, pending }) => ready || pending !== null)
  return (
    <>
      <p className="max-w-prose text-pretty">
        The hub still remembers {name}, so it can be repaired from here. Do it before the hub is started
        again: after that only its database helps
        {some ? ', and with a server of theirs running it would not start at all' : ''}.
      </p>
      <div className="flex flex-wrap gap-2">
        {servers.map((server) => (
          <PermissionButton
            key={server.name}
            size="small"
            operation="startServer"
            target={{ kind: 'server', user: name, server: server.name }}
            onClick={() => setClearing(server)}
          >
            Clear the options of {titleOf(name, server)}
          </PermissionButton>
        ))}
        <PermissionButton
          size="small"
          variant="quiet"
          operation="deleteUser"
          target={{ kind: 'user', user: name }}
          onClick={() => setDeleting(true)}
        >
          Delete {name}
        </PermissionButton>
      </div>
      {clearing && (
        <ClearOptionsDialog user={name} server={clearing} onClose={() => setClearing(undefined)} />
      )}
      {deleting && <DeleteUserDialog user={name} onClose={() => setDeleting(false)} />}
    </>
  )
}

function titleOf(user: string, server: Server): string {
  return server.name === '' ? `${user}’s default server` : `${user}/${server.name}`
}
