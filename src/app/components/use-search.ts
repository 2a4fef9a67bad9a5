import { useCallback, useContext } from 'react'
import {
  type Location,
  type NavigateOptions,
  UNSAFE_DataRouterContext as RouterContext,
  UNSAFE_DataRouterStateContext as DrawnContext,
  useNavigate,
  useSearchParams,
} from 'react-router'

/** Makes the next query out of the newest one. */
type ChangeSearch = (change: (current: URLSearchParams) => URLSearchParams, options?: NavigateOptions) => void

/**
 * The newest address of the drawn page, also when it is not drawn yet; undefined when the page is being left. What
 * changes the address starts from it: the router's own hooks know only what is drawn, hence its contexts.
 */
export function useNewestLocation(): () => Location | undefined {
  const router = useContext(RouterContext)?.router
  const drawn = useContext(DrawnContext)?.location.pathname
  return useCallback(() => {
    if (!router) throw new Error('useNewestLocation needs a data router')
    const { navigation, location } = router.state
    const newest = navigation.location ?? location
    return newest.pathname === drawn ? newest : undefined
  }, [router, drawn])
}

/**
 * The query of the address, and a way to change it: a filter that was typed before a click does not undo the click; for a
 * page that is being left a change is dropped.
 */
export function useSearch(): [URLSearchParams, ChangeSearch] {
  const [search] = useSearchParams()
  const newestLocation = useNewestLocation()
  const navigate = useNavigate()
  const change = useCallback<ChangeSearch>(
    (change, options) => {
      const newest = newestLocation()
      if (!newest) return
      const next = change(new URLSearchParams(newest.search))
      void navigate({ search: next.toString() }, options)
    },
    [newestLocation, navigate],
  )
  return [search, change]
}
