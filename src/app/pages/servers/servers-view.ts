import * as z from 'zod/mini'
import { serverLabel } from '#hub/server-key.ts'
import type { ReachState } from '../../api/reach/reach-store.ts'
import { checkOf } from '../../api/reach/use-reach.ts'
import { type OwnedServer, profileOf, serverState } from '../../api/servers.ts'
import { type SortParam, sortParams } from '../../table/sort-param.ts'

const sortColumns = ['user', 'server', 'state', 'answers', 'profile', 'started', 'last_activity'] as const

/** What the address says about the page. */
export interface View {
  /** Part of a user's, a server's or a profile's name; empty for all. */
  q: string
  /** `unreachable`: a check found something wrong with it. */
  state: 'all' | 'ready' | 'starting' | 'stopping' | 'unreachable'
  sort: SortParam<(typeof sortColumns)[number]>
}

export const defaultView: View = { q: '', state: 'all', sort: 'user' }

export const sorts = sortParams(sortColumns)

/** Named, because a linter takes `z.catch(` for a promise's. */
const or = z.catch

const viewSchema = z.object({
  q: or(z.string(), defaultView.q),
  state: or(z.enum(['all', 'ready', 'starting', 'stopping', 'unreachable']), defaultView.state),
  sort: or(z.enum(sorts), defaultView.sort),
})

/** Reads the address; whatever does not parse counts as not given. */
export function parseView(search: URLSearchParams): View {
  return viewSchema.parse({ ...defaultView, ...Object.fromEntries(search) })
}

/** The address for a view: defaults are left out, parameters that are not the page's are kept. */
export function writeView(search: URLSearchParams, view: View): URLSearchParams {
  const next = new URLSearchParams(search)
  for (const name of ['q', 'state', 'sort'] as const) {
    if (view[name] === defaultView[name]) next.delete(name)
    else next.set(name, view[name])
  }
  return next
}

/** The servers that the filters leave. Every word must be in the names of user, server or profile. */
export function filterServers(
  servers: readonly OwnedServer[],
  { q, state }: View,
  reach: Pick<ReachState, 'checks'>,
): OwnedServer[] {
  const words = q.toLowerCase().split(/\s+/).filter(Boolean)
  return servers.filter((owned) => {
    if (state === 'unreachable' && checkOf(reach, owned)?.verdict.kind !== 'wrong') return false
    if (state !== 'unreachable' && state !== 'all' && serverState(owned.server) !== state) return false
    const { user, server } = owned
    const names =
      `${user.name} ${serverLabel(server.name)} ${server.display_name ?? ''} ${profileOf(server) ?? ''}`.toLowerCase()
    return words.every((word) => names.includes(word))
  })
}

/** True when something narrows the list. */
export function isFiltered(view: View): boolean {
  return view.q.trim() !== '' || view.state !== 'all'
}
