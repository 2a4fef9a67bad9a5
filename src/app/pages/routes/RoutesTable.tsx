import { type ReactNode, useMemo } from 'react'
import { type ServerKey, serverKey } from '#hub/server-key.ts'
import { checkOf, useReach } from '../../api/reach/use-reach.ts'
import { idOf } from '#diagnosis/doctor/drift.ts'
import type { RouteRow } from '#hub/route-rows.ts'
import type { OwnedServer } from '../../api/servers.ts'
import { DataTable } from '../../table/DataTable.tsx'
import { sortingOf, sortOf } from '../../table/sort-param.ts'
import { type CheckedRoute, routeColumns } from './route-columns.tsx'
import { sorts, type View } from './routes-view.ts'

interface Props {
  /** Undefined while they are not known. */
  rows: readonly RouteRow[] | undefined
  servers: readonly OwnedServer[] | undefined
  /** The server whose panel is open. */
  selected: ServerKey | undefined
  sort: View['sort']
  onSort: (sort: View['sort']) => void
  empty: ReactNode
}

/** The routes, each with what is known of how its server answers. */
export function RoutesTable({ rows, servers, selected, sort, onSort, empty }: Props) {
  const { checks } = useReach()
  const byKey = useMemo(() => new Map(servers?.map((owned) => [owned.key, owned])), [servers])
  const checked = useMemo(
    () =>
      rows?.map((row): CheckedRoute => {
        const key = keyOf(row)
        const owned = key && byKey.get(key)
        return { ...row, owned, check: owned && checkOf({ checks }, owned) }
      }),
    [rows, byKey, checks],
  )
  const chosen = selected && rows?.find((row) => keyOf(row) === selected)
  return (
    <DataTable
      columns={routeColumns}
      rows={checked}
      rowKey={idOf}
      selectedKey={chosen && idOf(chosen)}
      caption="Routes of the proxy"
      sorting={{
        state: sortingOf(sort),
        onChange: ([next]) => onSort(sortOf(next, sort, sorts)),
      }}
      empty={empty}
    />
  )
}

function keyOf({ owner }: RouteRow): ServerKey | undefined {
  return owner.kind === 'server' ? serverKey(owner.user, owner.server) : undefined
}
