import { type RowData, type SortingState, useTable } from '@tanstack/react-table'
import { useVirtualizer } from '@tanstack/react-virtual'
import { type ReactNode, useRef } from 'react'
import { Checkbox } from '../ui/Checkbox.tsx'
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

interface Selection<Row> {
  keys: ReadonlySet<string>
  onChange: (keys: ReadonlySet<string>) => void
  /** What a row's checkbox is called: "alice". */
  labelOf: (row: Row) => string
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
  selection?: Selection<Row>
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
  selection,
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
  const width = columns.length + (selection ? 1 : 0)
  const chosen = selection ? all.filter((row) => selection.keys.has(row.id)).length : 0

  const toggle = (key: string, on: boolean) => {
    const next = new Set(selection?.keys)
    if (on) next.add(key)
    else next.delete(key)
    selection?.onChange(next)
  }

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
            {selection && (
              <td className="sticky top-0 z-10 w-px border-b border-line bg-surface pr-1 pl-5">
                <Checkbox
                  label="Select all"
                  hideLabel
                  checked={chosen > 0 && chosen === all.length}
                  indeterminate={chosen > 0 && chosen < all.length}
                  onChange={(on) => selection.onChange(new Set(on ? all.map((row) => row.id) : []))}
                />
              </td>
            )}
            {table.getFlatHeaders().map((header) => (
              <HeaderCell key={header.id} header={header} />
            ))}
          </tr>
        </thead>
        <tbody>
          {rows === undefined ? <SkeletonRows columns={width} /> : null}
          <Spacer rows={first} />
          {all.slice(first, last + 1).map((row, index) => (
            <BodyRow
              key={row.id}
              row={row}
              columns={columns}
              index={first + index + 2}
              selected={row.id === selectedKey}
              lead={
                selection && (
                  <Checkbox
                    label={`Select ${selection.labelOf(row.original)}`}
                    hideLabel
                    checked={selection.keys.has(row.id)}
                    onChange={(on) => toggle(row.id, on)}
                  />
                )
              }
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
