import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useLayoutEffect } from 'react'
import { type Location, useLocation, useNavigate, useNavigationType } from 'react-router'
import { sessionQuery } from '../api/session.ts'
import {
  readShownAs,
  type ShownAs,
  shownAs,
  shownAsParam,
  useShownAs,
  writeShownAs,
} from '../api/preview/shown-as.ts'
import { forgetWalks } from '../api/preview/walk-list.ts'

/**
 * Keeps what the page is shown as and the address the same. An address that says something, and the back button, decide;
 * a link to another page that says nothing keeps it, and gets it added. What was read with other eyes is forgotten.
 */
export function useShownAsInUrl(): ShownAs | undefined {
  const client = useQueryClient()
  const location = useLocation()
  const travelled = useNavigationType()
  const navigate = useNavigate()

  const read = useEffectEvent((at: Location) => {
    const value = valueIn(at)
    if (value !== null) shownAs.begin(readShownAs(value))
    else if (travelled === 'POP') shownAs.end()
  })
  const write = useEffectEvent((at: Location = location) => {
    const shown = shownAs.snapshot()
    const value = shown ? writeShownAs(shown) : null
    const search = new URLSearchParams(at.search)
    if (value === search.get(shownAsParam)) return
    if (value === null) search.delete(shownAsParam)
    else search.set(shownAsParam, value)
    const to = { search: search.toString(), hash: at.hash }
    void navigate(to, { replace: true, preventScrollReset: true, state: at.state })
  })

  // Before the first answer is asked for, and before anything that was read otherwise is painted.
  useLayoutEffect(
    () =>
      shownAs.subscribe(() => {
        forgetWalks()
        client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== sessionQuery.queryKey[0] })
      }),
    [client],
  )
  useLayoutEffect(() => read(location), [location])
  useEffect(() => write(location), [location])
  useEffect(() => shownAs.subscribe(() => write()), [])
  return useShownAs()
}

function valueIn({ search }: Location): string | null {
  return new URLSearchParams(search).get(shownAsParam)
}
