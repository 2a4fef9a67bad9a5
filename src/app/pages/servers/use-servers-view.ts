import { useCallback, useMemo } from 'react'
import { useSearch } from '../../components/use-search.ts'
import { parseView, type View, writeView } from './servers-view.ts'

export interface ServersViewState {
  view: View
  change: (change: Partial<View>) => void
}

/** The page's view, kept in the address alone. Its changes stay out of the browser's history. */
export function useServersView(): ServersViewState {
  const [search, setSearch] = useSearch()
  const view = useMemo(() => parseView(search), [search])
  const change = useCallback<ServersViewState['change']>(
    (change) =>
      setSearch((current) => writeView(current, { ...parseView(current), ...change }), { replace: true }),
    [setSearch],
  )
  return { view, change }
}
