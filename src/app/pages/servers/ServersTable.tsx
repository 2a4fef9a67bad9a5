import { useMemo } from 'react'
import type { OwnedServer } from '../../api/servers.ts'
import { EmptyState } from '../../components/EmptyState.tsx'
import { DataTable, type Sorting } from '../../table/DataTable.tsx'
import { sortingOf, sortOf } from '../../table/sort-param.ts'
import { Button } from '../../ui/Button.tsx'
import { serverColumns } from './server-columns.tsx'
import { filterServers, isFiltered, sorts } from './servers-view.ts'
import type { ServersViewState } from './use-servers-view.ts'

interface Props extends ServersViewState {
  /** Undefined while they are not known. */
  servers: readonly OwnedServer[] | undefined
}

/** The servers that the filters leave, sorted here: all of them are at hand. */
export function ServersTable({ servers, view, change }: Props) {
  const rows = useMemo(() => servers && filterServers(servers, view), [servers, view])
  const sorting = useMemo<Sorting>(
    () => ({
      state: sortingOf(view.sort),
      onChange: ([next]) => change({ sort: sortOf(next, view.sort, sorts) }),
    }),
    [view.sort, change],
  )
  return (
    <DataTable
      columns={serverColumns}
      rows={rows}
      rowKey={keyOf}
      caption="Servers that are not stopped"
      sorting={sorting}
      empty={
        isFiltered(view) ? (
          <EmptyState
            title="No server matches the filters."
            action={<Button onClick={() => change({ q: '', state: 'all' })}>Clear filters</Button>}
          />
        ) : (
          <EmptyState title="No server runs that your token may see." />
        )
      }
    />
  )
}

function keyOf({ key }: OwnedServer): string {
  return key
}
