import { useVirtualizer } from '@tanstack/react-virtual'
import type { RefObject } from 'react'
import { rowHeight } from './ExchangeRow.tsx'
import type { Row } from './rows.ts'

/** Lists up to here are drawn whole. */
const drawnWhole = 100

/** The positions of the rows worth drawing, in order: those in sight and around, and the one that may have the focus. */
export function useDrawnRows(
  list: readonly Row[],
  active: number,
  scroll: RefObject<HTMLElement | null>,
): readonly number[] {
  const long = list.length > drawnWhole
  // The compiler leaves this hook as it is, which is what the virtualizer needs.
  // oxlint-disable-next-line react/incompatible-library
  const rows = useVirtualizer({
    count: list.length,
    enabled: long,
    getScrollElement: () => scroll.current,
    estimateSize: () => rowHeight,
    getItemKey: (row) => list[row]?.key ?? row,
    rangeExtractor: ({ startIndex, endIndex }) =>
      withRow(startIndex - 12, endIndex + 12, list.length, active),
  })
  return long ? rows.getVirtualItems().map((item) => item.index) : list.map((_, row) => row)
}

/** A range of rows and one more: the active row has the focus, and must not lose it by being scrolled away. */
function withRow(from: number, to: number, count: number, row: number): number[] {
  const first = Math.max(0, from)
  const last = Math.min(count - 1, to)
  const range = Array.from({ length: Math.max(0, last - first + 1) }, (_, offset) => first + offset)
  if (row < 0 || row >= count || (row >= first && row <= last)) return range
  return row < first ? [row, ...range] : [...range, row]
}
