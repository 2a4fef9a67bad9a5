import { useCallback, useMemo } from 'react'
import { readShownAs, useShownAs, writeShownAs } from '../../../api/preview/shown-as.ts'
import { useSearch } from '../../../components/use-search.ts'
import type { Selection } from './selection.ts'

const param = 'scopes'

/** The chosen scopes, kept in the address; those that the page is shown with when the address names none. */
export function useSelection(): [Selection, (next: Selection) => void] {
  const [search, setSearch] = useSearch()
  const shown = useShownAs()
  const value = search.get(param)
  const selection = useMemo(() => (value === null ? (shown ?? []) : readShownAs(value)), [value, shown])
  const select = useCallback(
    (next: Selection) =>
      setSearch(
        (current) => {
          current.set(param, writeShownAs(next))
          return current
        },
        { replace: true },
      ),
    [setSearch],
  )
  return [selection, select]
}
