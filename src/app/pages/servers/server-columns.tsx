import { Link } from 'react-router'
import { serverKey, serverLabel } from '#hub/server-key.ts'
import { useStartServer } from '../../api/server-actions.ts'
import { type OwnedServer, profileOf, serverState } from '../../api/servers.ts'
import { useSpawn } from '../../api/spawns/spawn-watch.ts'
import type { ServerCheck } from '../../api/reach/reach-store.ts'
import { ReachCell } from '../../components/reach/ReachCell.tsx'
import { ReachLink } from '../../components/reach/ReachLink.tsx'
import { wordOf } from '../../components/reach/reach-words.ts'
import type { Column } from '../../table/features.ts'
import { parseTime } from '../../ui/format.ts'
import { Meter } from '../../ui/Meter.tsx'
import { RelativeTime } from '../../ui/RelativeTime.tsx'
import { StateLabel } from '../../ui/StateLabel.tsx'
import { useNarrow } from '../../ui/use-media.ts'
import { serverTitle } from '../../components/server/server-facts.ts'
import { ServerActions } from '../../components/server/ServerActions.tsx'
import { stateTone } from '../../components/server/server-tone.ts'

/** A row: a server, and what is known of how it answers. */
type CheckedServer = OwnedServer & { check: ServerCheck | undefined }

/** The columns of the servers table. */
export const serverColumns: Column<CheckedServer>[] = [
  {
    id: 'user',
    accessorFn: ({ user }) => user.name,
    header: 'User',
    cell: ({ row }) => <UserCell owned={row.original} />,
    meta: { tight: 'grow' },
  },
  {
    id: 'server',
    accessorFn: ({ server }) => server.name,
    header: 'Server',
    cell: ({ row }) => <ServerCell owned={row.original} />,
    meta: { narrow: 'hide', tight: 'least' },
  },
  {
    id: 'state',
    accessorFn: ({ server }) => serverState(server),
    header: 'State',
    cell: ({ row }) => <StateCell owned={row.original} />,
  },
  {
    id: 'answers',
    accessorFn: ({ check }) => check && wordOf(check).rank,
    header: 'Answers',
    cell: ({ row }) => <ReachCell owned={row.original} check={row.original.check} />,
    meta: { narrow: 'hide' },
  },
  {
    id: 'profile',
    accessorFn: ({ server }) => profileOf(server),
    header: 'Profile',
    cell: ({ row }) => profileOf(row.original.server) ?? <span className="text-ink-3">–</span>,
    meta: { narrow: 'hide', tight: 'first' },
  },
  {
    id: 'url',
    header: 'URL',
    cell: ({ row }) => <code title={row.original.server.url}>{row.original.server.url}</code>,
    meta: { grow: true, narrow: 'hide', tight: 'first' },
  },
  {
    id: 'started',
    accessorFn: ({ server }) => parseTime(server.started),
    header: 'Started',
    cell: ({ row }) => <RelativeTime iso={row.original.server.started} />,
    sortDescFirst: true,
    meta: { align: 'end', narrow: 'hide', tight: 'hide' },
  },
  {
    id: 'last_activity',
    accessorFn: ({ server }) => parseTime(server.last_activity),
    header: 'Last activity',
    cell: ({ row }) => <RelativeTime iso={row.original.server.last_activity} otherwise="never" />,
    sortDescFirst: true,
    meta: { align: 'end', narrow: 'hide', tight: 'last' },
  },
  {
    id: 'actions',
    header: () => <span className="sr-only">Actions</span>,
    cell: ({ row }) => <ActionsCell owned={row.original} />,
    meta: { align: 'end' },
  },
]

/** With the server's name where there is no room for its column. */
function UserCell({ owned: { user, server } }: { owned: OwnedServer }) {
  return (
    <span className="flex max-w-52">
      <Link
        to={{ pathname: '/users', search: `?${new URLSearchParams({ user: user.name })}` }}
        title={user.name}
        className="truncate font-medium text-ink hover:underline"
      >
        {user.name}
      </Link>
      {server.name !== '' && (
        <span className="max-w-16 shrink-0 truncate text-ink-3 wide:@2xl:hidden">/{server.name}</span>
      )}
    </span>
  )
}

function ServerCell({ owned: { server } }: { owned: OwnedServer }) {
  const label = server.display_name || serverLabel(server.name)
  return (
    <span title={label} className={`block max-w-44 truncate ${server.name === '' ? 'text-ink-3' : ''}`}>
      {label}
    </span>
  )
}

/** A narrow window has one column for the state and for whether the server answers. */
function StateCell({ owned }: { owned: CheckedServer }) {
  const { user, server, check } = owned
  const state = serverState(server)
  const narrow = useNarrow()
  const percent = useSpawn(serverKey(user.name, server.name))?.progress
  if (narrow && state === 'ready') return <ReachLink owned={owned} check={check} otherwise="ready" />
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
          <span className="inline-flex @max-4xl:hidden">
            <Meter value={percent} label={`Start of ${serverTitle(user, server)}`} />
          </span>
          {Math.round(percent)} %
        </Link>
      )}
    </span>
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
