import { parseServerKey, type ServerKey, serverKey } from '#hub/server-key.ts'
import { useSearch } from '../use-search.ts'

/** The server whose check the address shows (`?server=ada/gpu`), and ways to show another or none. */
export function useServerInUrl() {
  const [search, setSearch] = useSearch()
  const named = parseServerKey(search.get('server') ?? '')
  return {
    shown: named && serverKey(named.user, named.server),
    show: (key: ServerKey) => setSearch((current) => withServer(current, key)),
    close: () => setSearch((current) => withServer(current, undefined)),
  }
}

/** The query with another server shown, for a link; everything else stays. */
export function withServer(search: URLSearchParams, key: ServerKey | undefined): URLSearchParams {
  const next = new URLSearchParams(search)
  if (key === undefined) next.delete('server')
  else next.set('server', key)
  return next
}
