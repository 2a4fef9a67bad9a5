import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useEffect, useEffectEvent, useId } from 'react'
import { Link } from 'react-router'
import { parseServerKey, type ServerKey, serverLabel } from '#hub/server-key.ts'
import type { Server } from '#hub/wire/server.ts'
import type { User } from '#hub/wire/user.ts'
import { useStartServer } from '../../api/server-actions.ts'
import { isOver, type SpawnRecord } from '../../api/spawns/spawn-record.ts'
import { useLastFailure } from '../../api/spawns/spawn-watch.ts'
import { userQuery } from '../../api/users.ts'
import { failureText } from '../../components/failure-text.ts'
import { CloseIcon } from '../../ui/icons.tsx'
import { isPopupOpen } from '../../ui/keys.ts'
import { ServerActions } from '../../components/server/ServerActions.tsx'
import { spawnTitle } from './lane-words.ts'
import { SpawnLog } from './SpawnLog.tsx'

interface SpawnPanelProps {
  serverKey: ServerKey
  /** Undefined when this tab knows of no spawn of it. */
  record: SpawnRecord | undefined
  onClose: () => void
}

/** Everything the spawner said of one server's start, and what can be done about it. */
export function SpawnPanel({ serverKey, record, onClose }: SpawnPanelProps) {
  const heading = useId()
  const name = parseServerKey(serverKey)
  const { data: user } = useQuery({ ...userQuery(name?.user ?? ''), enabled: name !== undefined })
  const server = name && user?.servers?.[name.server]
  const close = useEffectEvent((event: KeyboardEvent) => {
    if (event.key === 'Escape' && !event.defaultPrevented && !isPopupOpen()) onClose()
  })
  useEffect(() => {
    const listener = (event: KeyboardEvent) => close(event)
    document.addEventListener('keydown', listener)
    return () => document.removeEventListener('keydown', listener)
  }, [])
  return (
    <section
      aria-labelledby={heading}
      className="flex max-h-[55%] shrink-0 flex-col gap-1.5 px-5 pt-1.5 pb-4 max-wide:px-4"
    >
      <div className="relative flex flex-wrap items-center gap-x-2.5 gap-y-1 pr-8">
        <h2 id={heading} className="font-semibold wrap-anywhere">
          {name?.user ?? serverKey} <span className="font-normal text-ink-3">·</span>{' '}
          {name && name.server !== '' ? `${serverLabel(name.server)}, ` : ''}
          what the spawner said
        </h2>
        {name && (
          <Link
            to={{ pathname: '/users', search: `?${new URLSearchParams({ user: name.user })}` }}
            className="text-accent hover:underline"
          >
            Open user
          </Link>
        )}
        <div className="ml-auto flex items-center gap-2">
          {user && server && <Actions user={user} server={server} record={record} />}
          <button
            type="button"
            aria-label="Close panel"
            onClick={onClose}
            className="absolute top-0 right-0 -m-1 rounded-md p-1 text-ink-2 hover:bg-hover hover:text-ink"
          >
            <CloseIcon />
          </button>
        </div>
      </div>
      {record ? (
        <SpawnLog record={record} />
      ) : (
        <Unknown serverKey={serverKey}>{server && user && <Asking user={user} server={server} />}</Unknown>
      )}
    </section>
  )
}

interface ActionsProps {
  user: User
  server: Server
  record: SpawnRecord | undefined
}

function Actions({ user, server, record }: ActionsProps) {
  const { mutate, isPending, error } = useStartServer()
  // A failed start is told by its log; this is for a start that was refused before it began.
  const refused = error !== null && record?.outcome !== 'failed'
  return (
    <>
      {refused && (
        <span role="alert" className="text-bad">
          {failureText(error)}
        </span>
      )}
      <ServerActions
        user={user}
        server={server}
        starting={isPending || (record !== undefined && !isOver(record))}
        onStart={() => mutate({ user: user.name, server: server.name, userGroups: user.groups })}
      />
    </>
  )
}

function Unknown({ serverKey, children }: { serverKey: ServerKey; children: ReactNode }) {
  return (
    <p className="text-ink-3">
      This tab has seen no start of {spawnTitle({ key: serverKey })}, and the hub remembers no failed one.
      {children}
    </p>
  )
}

/** The hub may remember why its last start failed; the answer arrives as a record. */
function Asking({ user, server }: { user: User; server: Server }) {
  useLastFailure(user.name, server)
  return null
}
