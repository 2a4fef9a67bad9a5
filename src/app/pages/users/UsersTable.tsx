import type { UseQueryResult } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { UsersPage } from '#hub/wire/page.ts'
import type { User } from '#hub/wire/user.ts'
import { usePermissions } from '../../api/permissions.ts'
import { EmptyState } from '../../components/EmptyState.tsx'
import { FailureNotice } from '../../components/FailureNotice.tsx'
import { DataTable, type Sorting } from '../../table/DataTable.tsx'
import { sortingOf } from '../../table/sort-param.ts'
import { Button } from '../../ui/Button.tsx'
import type { UsersViewState } from './use-users-view.ts'
import { userColumns } from './user-columns.tsx'
import { hiddenFields, uniqueUsers } from './user-fields.ts'
import { isFiltered, sortAfter } from './users-view.ts'

interface UsersTableProps extends Omit<UsersViewState, 'to'> {
  page: UseQueryResult<UsersPage>
  /** Why the hub does not sort; undefined when it does. */
  unsorted: string | undefined
}

/** One page of users. Rows stay while others are loading or a refetch fails. */
export function UsersTable({ view, change, page, unsorted }: UsersTableProps) {
  const { held } = usePermissions()
  const { data, error, isPlaceholderData, refetch } = page
  const rows = useMemo(() => data && uniqueUsers(data.items), [data])
  // As text, so that an answer which hides the same fields keeps the columns.
  const hidden = [...hiddenFields(rows ?? [], held)].join(' ')
  const columns = useMemo(() => userColumns({ unsorted, hidden: hidden.split(' ') }), [unsorted, hidden])
  if (rows === undefined && error) {
    return (
      <div className="flex-1 overflow-auto bg-surface p-5">
        <FailureNotice error={error} onRetry={() => void refetch()} />
      </div>
    )
  }
  const sorting: Sorting = {
    state: unsorted === undefined ? sortingOf(view.sort) : [],
    onChange: ([next]) => next && change({ sort: sortAfter(view.sort, next.id) }),
    manual: true,
  }
  return (
    <DataTable
      columns={columns}
      rows={rows}
      rowKey={keyOf}
      caption="Users of the hub"
      sorting={sorting}
      selectedKey={view.user}
      loading={isPlaceholderData}
      empty={<NoUsers view={view} change={change} />}
    />
  )
}

function keyOf(user: User): string {
  return user.name
}

function NoUsers({ view, change }: Pick<UsersViewState, 'view' | 'change'>) {
  if (!isFiltered(view)) {
    return <EmptyState title="This hub has no users that your token may list." />
  }
  const clear = <Button onClick={() => change({ q: '', state: 'all' })}>Clear filters</Button>
  return <EmptyState title="No user matches the filters." action={clear} />
}
