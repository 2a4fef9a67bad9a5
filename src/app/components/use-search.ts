import { useCallback, useContext } from 'react'
import {
  type NavigateOptions,
  UNSAFE_DataRouterContext as RouterContext,
  UNSAFE_DataRouterStateContext as DrawnContext,
  useSearchParams,
} from 'react-router'

/** Makes the next query out of the newest one. */
type ChangeSearch = (change: (current: URLSearchParams) => URLSearchParams, options?: NavigateOptions) => void

/**
 * The query of the address, and a way to change it. A change starts from the newest address, also when that is not
 * drawn yet, so that a filter which was typed before a click does not undo the click; for a page that is being left it
 * is dropped. The router's own setter starts from what is drawn, hence its contexts.
 */
export function useSearch(): [URLSearchParams, ChangeSearch] {
  const [search] = useSearchParams()
  const router = useContext(RouterContext)?.router
  const drawn = useContext(DrawnContext)?.location.pathname
  const change = useCallback<ChangeSearch>(
    (change, options) => {
      if (!router) throw new Error('useSearch needs a data router')
      const { navigation, location } = router.state
      const newest = navigation.location ?? location
      if (newest.pathname !== drawn) return
      const next = change(new URLSearchParams(newest.search))
      void router.navigate({ search: next.toString() }, options)
    },
    [router, drawn],
  )
  return [search, change]
}
