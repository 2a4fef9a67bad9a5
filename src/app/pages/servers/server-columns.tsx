import { Link } from 'react-router'
import { serverKey, serverLabel } from '#hub/server-key.ts'
import { useStartServer } from '../../api/server-actions.ts'
import { type OwnedServer, profileOf, serverState } from '../../api/servers.ts'
import { useSpawn } from '../../api/spawn-watch.ts'
import type { Column } from '../../table/features.ts'
import { parseTime } from '../../ui/format.ts'
import { ExternalIcon } from '../../ui/icons.tsx'
import { Meter } from '../../ui/Meter.tsx'
import { RelativeTime } from '../../ui/RelativeTime.tsx'
import { StateLabel } from '../../ui/StateLabel.tsx'
import { serverHref, serverTitle } from '../users/panel/server-facts.ts'
import { ServerActions } from '../users/panel/ServerActions.tsx'
import { stateTone } from '../users/server-tone.ts'

/** The columns of the servers table. */
export const serverColumns: Column<OwnedServer>[] = [
  {
    id: 'user',
    accessorFn: ({ user }) => user.name,
    header: 'User',
    cell: ({ row }) => <UserCell name={row.original.user.name} />,
  },
  {
    id: 'server',
    accessorFn: ({ server }) => server.name,
    header: 'Server',
    cell: ({ row }) => <ServerCell owned={row.original} />,
  },
  {
    id: 'state',
    accessorFn: ({ server }) => serverState(server),
    header: 'State',
    cell: ({ row }) => <StateCell owned={row.original} />,
  },
  {
    id: 'profile',
    accessorFn: ({ server }) => profileOf(server),
    header: 'Profile',
    cell: ({ row }) => profileOf(row.original.server) ?? <span className="text-ink-3">–</span>,
    meta: { narrow: 'hide' },
  },
  {
    id: 'url',
    header: 'URL',
    cell: ({ row }) => <UrlCell owned={row.original} />,
    meta: { grow: true, narrow: 'hide' },
  },
  {
    id: 'started',
    accessorFn: ({ server }) => parseTime(server.started),
    header: 'Started',
    cell: ({ row }) => <RelativeTime iso={row.original.server.started} />,
    sortDescFirst: true,
    meta: { align: 'end', narrow: 'hide' },
  },
  {
    id: 'last_activity',
    accessorFn: ({ server }) => parseTime(server.last_activity),
    header: 'Last activity',
    cell: ({ row }) => <RelativeTime iso={row.original.server.last_activity} otherwise="never" />,
    sortDescFirst: true,
    meta: { align: 'end', narrow: 'hide' },
  },
  {
    id: 'actions',
    header: () => <span className="sr-only">Actions</span>,
    cell: ({ row }) => <ActionsCell owned={row.original} />,
    meta: { align: 'end' },
  },
]

function UserCell({ name }: { name: string }) {
  return (
    <Link
      to={{ pathname: '/users', search: `?${new URLSearchParams({ user: name })}` }}
      title={name}
      className="block max-w-52 truncate font-medium text-ink hover:underline max-wide:max-w-28"
    >
      {name}
    </Link>
  )
}

function ServerCell({ owned: { server } }: { owned: OwnedServer }) {
  const label = server.display_name || serverLabel(server.name)
  return (
    <span
      title={label}
      className={`block max-w-44 truncate max-wide:max-w-20 ${server.name === '' ? 'text-ink-3' : ''}`}
    >
      {label}
    </span>
  )
}

function StateCell({ owned: { user, server } }: { owned: OwnedServer }) {
  const state = serverState(server)
  const percent = useSpawn(serverKey(user.name, server.name))?.progress
  return (
    <span className="inline-flex items-center gap-2">
      <StateLabel tone={stateTone[state]}>{state}</StateLabel>
      {state === 'starting' && percent !== undefined && (
        <Link
          to={{
            pathname: '/spawns',
            search: `?${new URLSearchParams({ server: serverKey(user.name, server.name) })}`,
          }}
          className="inline-flex items-center gap-2 text-ink-3 tabular-nums hover:underline max-wide:hidden"
        >
          <Meter value={percent} label={`Start of ${serverTitle(user, server)}`} />
          {Math.round(percent)} %
        </Link>
      )}
    </span>
  )
}

function UrlCell({ owned: { user, server } }: { owned: OwnedServer }) {
  const href = server.ready ? serverHref(server) : undefined
  if (href === undefined) return <code className="text-ink-3">{server.url}</code>
  return (
    <a
      href={href}
      target="_blank"
      rel="noreferrer"
      aria-label={`Open ${serverTitle(user, server)} in a new tab`}
      className="inline-flex max-w-full items-center gap-1 text-accent hover:underline"
    >
      <code className="truncate">{server.url}</code>
      <ExternalIcon />
    </a>
  )
}

function ActionsCell({ owned: { user, server } }: { owned: OwnedServer }) {
  const { mutate, isPending } = useStartServer()
  return (
    <span className="inline-flex">
      <ServerActions
        user={user}
        server={server}
        starting={isPending}
        onStart={() => mutate({ user: user.name, server: server.name, userGroups: user.groups })}
      />
    </span>
  )
}
