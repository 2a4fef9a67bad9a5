import { Link } from 'react-router'
import type { User } from '#hub/wire/user.ts'
import type { Column } from '../../table/features.ts'
import { RelativeTime } from '../../ui/RelativeTime.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { Veil } from '../../ui/Veil.tsx'
import { ServersCell } from './ServersCell.tsx'
import { useUsersView } from './use-users-view.ts'
import { type Field, fieldScopes } from '../../api/user-fields.ts'

interface ColumnsContext {
  /** Fields hidden on every row. */
  hidden: readonly string[]
  /** Why the hub does not sort at all; undefined when it does. */
  unsorted: string | undefined
}

const sortedByOthers = 'The hub sorts users by name and last activity only.'

/**
 * The columns of the users table; fields hidden on every row are veiled once, in the heading. New columns draw every cell
 * anew, which would take the focus away: make them only when the context differs.
 */
export function userColumns({ hidden, unsorted }: ColumnsContext): Column<User>[] {
  const veil = (field: Field) => (hidden.includes(field) ? [fieldScopes[field]] : undefined)
  const sortable = (field?: Field) => unsorted === undefined && !(field && hidden.includes(field))
  return [
    {
      id: 'name',
      accessorFn: (user) => user.name,
      header: 'User',
      cell: ({ row }) => <NameCell user={row.original} />,
      enableSorting: sortable(),
      meta: { unsortedReason: unsorted },
    },
    {
      id: 'servers',
      header: 'Servers',
      cell: ({ row }) => <ServersCell user={row.original} />,
      meta: { hidden: veil('servers'), unsortedReason: sortedByOthers },
    },
    {
      id: 'groups',
      header: 'Groups',
      cell: ({ row }) => <GroupsCell groups={row.original.groups} />,
      meta: { hidden: veil('groups'), unsortedReason: sortedByOthers, narrow: 'hide' },
    },
    {
      id: 'last_activity',
      accessorFn: (user) => user.last_activity,
      header: 'Last activity',
      cell: ({ row }) => <TimeCell iso={row.original.last_activity} field="last_activity" />,
      enableSorting: sortable('last_activity'),
      sortDescFirst: true,
      meta: { hidden: veil('last_activity'), unsortedReason: unsorted, align: 'end', narrow: 'hide' },
    },
    {
      id: 'created',
      header: 'Created',
      cell: ({ row }) => <TimeCell iso={row.original.created} field="created" />,
      meta: {
        hidden: veil('created'),
        unsortedReason: sortedByOthers,
        align: 'end',
        narrow: 'hide',
        tight: 'hide',
      },
    },
  ]
}

function NameCell({ user }: { user: User }) {
  const { to } = useUsersView()
  return (
    <span className="flex items-center gap-1.5">
      <Link
        to={to({ user: user.name })}
        title={user.name}
        className="max-w-64 truncate text-ink hover:underline @max-5xl:max-w-44 @max-lg:max-w-36"
      >
        {user.name}
      </Link>
      {user.admin && <Tag>admin</Tag>}
    </span>
  )
}

function GroupsCell({ groups }: { groups: string[] | undefined }) {
  if (groups === undefined) return <Veil needs={[fieldScopes.groups]} />
  if (groups.length === 0) return <span className="text-ink-3">none</span>
  const text = groups.join(', ')
  return (
    <span title={text} className="block max-w-48 truncate @max-5xl:max-w-36">
      {text}
    </span>
  )
}

function TimeCell({ iso, field }: { iso: string | null | undefined; field: Field }) {
  if (iso === undefined) return <Veil needs={[fieldScopes[field]]} />
  return <RelativeTime iso={iso} otherwise="never" />
}
