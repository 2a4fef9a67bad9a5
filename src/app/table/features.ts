import {
  type ColumnDef,
  type RowData,
  constructSortFn,
  createSortedRowModel,
  rowSortingFeature,
  tableFeatures,
} from '@tanstack/react-table'

/** How a column is drawn. */
export interface ColumnLook {
  /** Figures stand at the end. */
  align?: 'end'
  /** Left out on narrow windows. */
  narrow?: 'hide'
  /**
   * Left out where a panel beside the table leaves it little room; `first`: already where all columns would be crowded;
   * `last`: only where what the rest holds would not fit; `least`: where there is hardly more room than on a narrow
   * window; `grow`: there it takes what room is left, and cuts what does not fit.
   */
  tight?: 'hide' | 'first' | 'last' | 'least' | 'grow'
  /** Takes what room is left, and cuts what does not fit. */
  grow?: true
  /** The token may not see this column of any row; any one of these scopes would show it. */
  hidden?: readonly string[] | undefined
  /** Why this column cannot be sorted by, said on the header. */
  unsortedReason?: string | undefined
}

const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' })

/** Text as people read it (`lab2` before `lab10`), everything else by its size. */
const natural = constructSortFn({
  sort: (a: unknown, b: unknown) =>
    typeof a === 'string' && typeof b === 'string' ? collator.compare(a, b) : Number(a) - Number(b),
})

export const features = tableFeatures({
  rowSortingFeature,
  sortedRowModel: createSortedRowModel(),
  sortFns: { natural },
  columnMeta: {} as ColumnLook,
})

export type Features = typeof features

/**
 * A column of a `DataTable`: TanStack's definition with `ColumnLook` as `meta`. With an accessor it can be sorted, unless
 * `enableSorting` is false; rows whose accessor gives undefined stay last.
 */
export type Column<Row extends RowData> = ColumnDef<Features, Row, unknown>
