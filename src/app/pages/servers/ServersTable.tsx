import { useMemo } from 'react'
import type { ServerKey } from '#hub/server-key.ts'
import { checkOf, useReach } from '../../api/reach/use-reach.ts'
import type { OwnedServer } from '../../api/servers.ts'
import { EmptyState } from '../../components/EmptyState.tsx'
import { DataTable, type Sorting } from '../../table/DataTable.tsx'
import { sortingOf, sortOf } from '../../table/sort-param.ts'
import { Button } from '../../ui/Button.tsx'
import { serverColumns } from './server-columns.tsx'
import { isFiltered, sorts } from './servers-view.ts'
import type { ServersViewState } from './use-servers-view.ts'

interface Props extends ServersViewState {
  /** Those that the filters leave; undefined while they are not known. */
  servers: readonly OwnedServer[] | undefined
  /** The one whose panel is open. */
  selected: ServerKey | undefined
}

/** Servers with what is known of how they answer, sorted here: all of them are at hand. */
export function ServersTable({ servers, selected, view, change }: Props) {
  const { checks } = useReach()
  const rows = useMemo(
    () => servers?.map((owned) => ({ ...owned, check: checkOf({ checks }, owned) })),
    [servers, checks],
  )
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
      selectedKey={selected}
      caption="Servers that are not stopped"
      sorting={sorting}
      empty={
        isFiltered(view) ? (
          <EmptyState
            title={
              view.state === 'unreachable'
                ? 'No server is known to be out of reach. Check who answers to look.'
                : 'No server matches the filters.'
            }
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
