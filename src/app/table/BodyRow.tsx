import { FlexRender, type Row, type RowData } from '@tanstack/react-table'
import { memo } from 'react'
import { cellClasses } from './cell-classes.ts'
import type { Column, Features } from './features.ts'

interface Props<Data extends RowData> {
  row: Row<Features, Data>
  /** Rows stay the same object when only the columns change. */
  columns: readonly Column<Data>[]
  /** Counting the header as 1. */
  index: number
  selected: boolean
}

function PlainBodyRow<Data extends RowData>({ row, index, selected }: Props<Data>) {
  return (
    <tr aria-rowindex={index} aria-current={selected || undefined} className="group/row">
      {row.getAllCells().map((each, position) => {
        const look = each.column.columnDef.meta
        return (
          <td
            key={each.id}
            className={`${cell} ${cellClasses(look)} ${position === 0 ? '[&_a]:font-[550]' : ''}`}
          >
            {look?.hidden ? <HiddenCell /> : <FlexRender cell={each} />}
          </td>
        )
      })}
    </tr>
  )
}

/** One row. Scrolling draws only those that come into sight. */
export const BodyRow = memo(PlainBodyRow) as typeof PlainBodyRow

const cell =
  'h-[34px] border-b border-line whitespace-nowrap group-hover/row:bg-hover group-aria-[current=true]/row:bg-selected'

/** The heading says why. */
function HiddenCell() {
  return (
    <span className="veil inline-block h-3 w-10 rounded-sm">
      <span className="sr-only">hidden</span>
    </span>
  )
}
