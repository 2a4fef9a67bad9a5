import { useCallback, useMemo } from 'react'
import type { To } from 'react-router'
import { useSearch } from '../../components/use-search.ts'
import { changeView, parseView, type View, writeView } from './users-view.ts'

export interface UsersViewState {
  view: View
  /** Changes the address; `replace` keeps a change out of the browser's history. */
  change: (change: Partial<View>, options?: { replace?: boolean }) => void
  /** The address with a change, for a link. */
  to: (change: Partial<View>) => To
}

/** The page's view, kept in the address alone. */
export function useUsersView(): UsersViewState {
  const [search, setSearch] = useSearch()
  const view = useMemo(() => parseView(search), [search])
  const change = useCallback<UsersViewState['change']>(
    (change, options) =>
      setSearch((current) => writeView(current, changeView(parseView(current), change)), options),
    [setSearch],
  )
  const to = useCallback<UsersViewState['to']>(
    (change) => ({ search: `?${writeView(search, changeView(view, change)).toString()}` }),
    [search, view],
  )
  return { view, change, to }
}
