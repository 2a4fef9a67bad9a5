import { useId, useState } from 'react'
import { serverKey } from '#hub/server-key.ts'
import { isSince } from '#hub/versions.ts'
import type { User } from '#hub/wire/user.ts'
import { usePermissions } from '../../../api/permissions.ts'
import { useStartServer } from '../../../api/server-actions.ts'
import { useSpawn } from '../../../api/spawns/spawn-watch.ts'
import { PermissionButton } from '../../../components/PermissionButton.tsx'
import { isToldBySpawn } from '../spawn-text.ts'
import { StartRefusal } from './StartRefusal.tsx'

/** A field to start another server by its name; whether the name will do is the hub's to say. */
export function StartNamedServer({ user }: { user: User }) {
  const [name, setName] = useState('')
  const start = useStartServer()
  const { version } = usePermissions()
  const id = useId()
  const server = name.trim()
  const spawn = useSpawn(serverKey(user.name, start.variables?.server ?? ''))
  // The server's own card tells that.
  const error = isToldBySpawn(start.error, spawn) ? null : start.error
  const submit = () => {
    if (server !== '' && !start.isPending) {
      start.mutate({ user: user.name, server, userGroups: user.groups }, { onSuccess: () => setName('') })
    }
  }
  return (
    <form
      className="grid gap-1"
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <label htmlFor={id} className="text-sm text-ink-2">
        Start a named server
      </label>
      <div className="flex gap-2">
        <input
          id={id}
          value={name}
          onChange={(event) => {
            setName(event.target.value)
            start.reset()
          }}
          placeholder="Name"
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          aria-invalid={error !== null}
          aria-describedby={`${id}-hint ${id}-error`}
          className="h-7 min-w-0 flex-1 rounded-md border border-line-strong bg-surface px-2 placeholder:text-ink-3 aria-invalid:border-bad"
        />
        <PermissionButton
          submit
          operation="startServer"
          target={{ kind: 'server', user: user.name, server, userGroups: user.groups }}
          disabledReason={server === '' ? 'Type a name first.' : undefined}
          pending={start.isPending}
        >
          Start
        </PermissionButton>
      </div>
      <p id={`${id}-hint`} className="text-sm text-ink-3">
        {isSince(version, '6.0') ? '1 to 30 letters a–z, digits and hyphens.' : ''}
      </p>
      <p id={`${id}-error`} role="alert" className="text-sm">
        {error ? <StartRefusal error={error} /> : null}
      </p>
    </form>
  )
}
