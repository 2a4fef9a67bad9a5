/** A sort as an address holds it: a column, with `-` before it when the last comes first. */
export type SortParam<Column extends string> = Column | `-${Column}`

/** Every sort by one of these columns. */
export function sortParams<Column extends string>(columns: readonly Column[]): SortParam<Column>[] {
  return columns.flatMap((column): SortParam<Column>[] => [column, `-${column}`])
}

/** The sort as the table knows it. */
export function sortingOf(sort: string | undefined): { id: string; desc: boolean }[] {
  return sort ? [{ id: sort.replace(/^-/, ''), desc: sort.startsWith('-') }] : []
}

/** The sort that the table asks for; the present one when it asks for none among `known`. */
export function sortOf<Sort extends string>(
  next: { id: string; desc: boolean } | undefined,
  present: Sort,
  known: readonly Sort[],
): Sort {
  const text = next && `${next.desc ? '-' : ''}${next.id}`
  return known.find((sort) => sort === text) ?? present
}
