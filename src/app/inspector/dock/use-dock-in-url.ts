import { useEffect, useEffectEvent, useLayoutEffect, useSyncExternalStore } from 'react'
import { type Location, useLocation, useNavigate, useNavigationType } from 'react-router'
import { useNewestLocation } from '../../components/use-search.ts'
import { dock, type DockView } from './dock-store.ts'
import { inspectParam, paramOf, selectedIn, withInspect } from './inspect-param.ts'

/**
 * Keeps the dock and the address the same. An address that says something, and the back button, decide; a link to
 * another page that says nothing leaves the dock as it is, and gets its value added.
 */
export function useDockInUrl(): DockView {
  const location = useLocation()
  const travelled = useNavigationType()
  const navigate = useNavigate()
  const newestLocation = useNewestLocation()

  const read = useEffectEvent((at: Location) => {
    const shown = shownIn(at)
    if (shown !== null) dock.open(selectedIn(shown), 'dock')
    else if (travelled === 'POP') dock.close()
  })
  const write = useEffectEvent((drawn?: Location) => {
    const value = paramOf(dock.snapshot())
    const at = newestLocation()
    // One that is not drawn yet gets its value then.
    if (!at || value === shownIn(at) || (drawn && drawn.key !== at.key)) return
    const to = { search: withInspect(at.search, value), hash: at.hash }
    void navigate(to, { replace: true, preventScrollReset: true, state: at.state })
  })

  useLayoutEffect(() => read(location), [location])
  useEffect(() => write(location), [location])
  useEffect(() => dock.subscribe(() => write()), [])
  return useSyncExternalStore(dock.subscribe, dock.snapshot)
}

function shownIn({ search }: Location): string | null {
  return new URLSearchParams(search).get(inspectParam)
}
