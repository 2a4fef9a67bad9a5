import { type RowData, type SortingState, useTable } from '@tanstack/react-table'
import { useVirtualizer } from '@tanstack/react-virtual'
import { type ReactNode, useRef } from 'react'
import { BodyRow } from './BodyRow.tsx'
import { type Column, features } from './features.ts'
import { HeaderCell } from './HeaderCell.tsx'
import { SkeletonRows } from './SkeletonRows.tsx'

export interface Sorting {
  state: SortingState
  onChange: (next: SortingState) => void
  /** The rows come sorted already, from the hub. */
  manual?: boolean
}

interface Props<Row extends RowData> {
  /** Keep the array's identity between renders. The first column holds the row's name, as a link. */
  columns: Column<Row>[]
  /** Undefined while nothing is known yet. */
  rows: readonly Row[] | undefined
  rowKey: (row: Row) => string
  /** What the table lists, for those who do not see it. */
  caption: string
  sorting?: Sorting
  /** The row whose panel is open. */
  selectedKey?: string | undefined
  /** Shown when there are no rows: an `EmptyState`. */
  empty?: ReactNode
  /** Rows are being replaced by others (another page): they stay, dimmed. */
  loading?: boolean
}

const rowHeight = 34
/** From here on only the rows in sight are in the document. */
const virtualFrom = 100
const none: never[] = []
const unsorted: SortingState = []

/** A native table with a sticky header that scrolls in the room it is given, and stays quick with thousands of rows. */
export function DataTable<Row extends RowData>({
  columns,
  rows,
  rowKey,
  caption,
  sorting,
  selectedKey,
  empty,
  loading = false,
}: Props<Row>) {
  const scroller = useRef<HTMLDivElement>(null)
  const table = useTable({
    features,
    columns,
    data: rows ?? none,
    getRowId: rowKey,
    defaultColumn: { sortFn: 'natural', sortUndefined: 'last' },
    enableSorting: sorting !== undefined,
    enableSortingRemoval: false,
    enableMultiSort: false,
    sortDescFirst: false,
    manualSorting: sorting?.manual ?? false,
    state: { sorting: sorting?.state ?? unsorted },
    onSortingChange: (updater) =>
      sorting?.onChange(typeof updater === 'function' ? updater(sorting.state) : updater),
  })
  const all = table.getRowModel().rows
  const virtual = all.length > virtualFrom
  // The compiler leaves this component as it is, which is what the virtualizer needs.
  // oxlint-disable-next-line react/incompatible-library
  const virtualizer = useVirtualizer({
    count: all.length,
    enabled: virtual,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 16,
  })
  const inSight = virtual ? virtualizer.getVirtualItems() : undefined
  const first = inSight?.[0]?.index ?? 0
  const last = inSight ? (inSight.at(-1)?.index ?? -1) : all.length - 1

  return (
    <div ref={scroller} className="@container relative min-h-0 flex-1 overflow-auto bg-surface">
      <table
        className={`w-full border-separate border-spacing-0 ${loading ? 'opacity-60' : ''}`}
        aria-rowcount={rows === undefined ? undefined : all.length + 1}
        aria-busy={loading || rows === undefined}
      >
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr aria-rowindex={1}>
            {table.getFlatHeaders().map((header) => (
              <HeaderCell key={header.id} header={header} />
            ))}
          </tr>
        </thead>
        <tbody>
          {rows === undefined ? <SkeletonRows columns={columns.length} /> : null}
          <Spacer rows={first} />
          {all.slice(first, last + 1).map((row, index) => (
            <BodyRow
              key={row.id}
              row={row}
              columns={columns}
              index={first + index + 2}
              selected={row.id === selectedKey}
            />
          ))}
          <Spacer rows={Math.max(0, all.length - 1 - last)} />
        </tbody>
      </table>
      {rows?.length === 0 ? empty : null}
    </div>
  )
}

/** Stands in for rows out of sight. */
function Spacer({ rows }: { rows: number }) {
  if (rows <= 0) return null
  return <tr aria-hidden="true" style={{ height: rows * rowHeight }} />
}
