import { type Header, FlexRender, type RowData } from '@tanstack/react-table'
import { Tooltip } from '../ui/Tooltip.tsx'
import { Veil } from '../ui/Veil.tsx'
import { cellClasses } from './cell-classes.ts'
import type { Features } from './features.ts'

/** A column's heading; a button where the column sorts. */
export function HeaderCell<Row extends RowData>({ header }: { header: Header<Features, Row, unknown> }) {
  const { column } = header
  const look = column.columnDef.meta
  const sorted = column.getIsSorted()
  const text = <FlexRender header={header} />
  return (
    <th
      scope="col"
      aria-sort={sorted === 'asc' ? 'ascending' : sorted === 'desc' ? 'descending' : undefined}
      className={`sticky top-0 z-10 h-[34px] border-b border-line bg-surface text-sm font-semibold whitespace-nowrap text-ink-2 ${cellClasses(look)}`}
    >
      {column.getCanSort() ? (
        <button
          type="button"
          onClick={() => column.toggleSorting()}
          className={`-mx-1 inline-flex items-center gap-1 rounded-sm px-1 font-semibold hover:text-ink ${look?.align === 'end' ? 'flex-row-reverse' : ''}`}
        >
          {text}
          <Arrow sorted={sorted} />
        </button>
      ) : look?.unsortedReason === undefined ? (
        text
      ) : (
        <Tooltip content={look.unsortedReason}>
          <span>
            {text}
            <span className="sr-only"> ({look.unsortedReason})</span>
          </span>
        </Tooltip>
      )}
      {look?.hidden && (
        <>
          {' '}
          <Veil needs={look.hidden} focusable />
        </>
      )}
    </th>
  )
}

function Arrow({ sorted }: { sorted: false | 'asc' | 'desc' }) {
  return (
    <span aria-hidden="true" className={sorted === false ? 'invisible' : ''}>
      {sorted === 'desc' ? '↓' : '↑'}
    </span>
  )
}
