import * as z from 'zod/mini'
import { serverLabel } from '#hub/server-key.ts'
import type { RouteOwner, RouteRow, RouteState } from '#hub/route-rows.ts'
import { type SortParam, sortParams } from '../../table/sort-param.ts'

const sortColumns = ['path', 'target', 'owner', 'state', 'answers', 'last_activity'] as const

/** What the address says about the page. */
export interface View {
  /** Part of a path, a target or an owner's name; empty for all. */
  q: string
  show: 'all' | 'wrong' | 'servers' | 'services'
  sort: SortParam<(typeof sortColumns)[number]>
}

/** What is wrong comes first. */
export const defaultView: View = { q: '', show: 'all', sort: 'state' }

export const sorts = sortParams(sortColumns)

/** Named, because a linter takes `z.catch(` for a promise's. */
const or = z.catch

const viewSchema = z.object({
  q: or(z.string(), defaultView.q),
  show: or(z.enum(['all', 'wrong', 'servers', 'services']), defaultView.show),
  sort: or(z.enum(sorts), defaultView.sort),
})

/** Reads the address; whatever does not parse counts as not given. */
export function parseView(search: URLSearchParams): View {
  return viewSchema.parse({ ...defaultView, ...Object.fromEntries(search) })
}

/** The address for a view: defaults are left out, parameters that are not the page's are kept. */
export function writeView(search: URLSearchParams, view: View): URLSearchParams {
  const next = new URLSearchParams(search)
  for (const name of ['q', 'show', 'sort'] as const) {
    if (view[name] === defaultView[name]) next.delete(name)
    else next.set(name, view[name])
  }
  return next
}

/** True when something narrows the list. */
export function isFiltered(view: View): boolean {
  return view.q.trim() !== '' || view.show !== 'all'
}

/** The rows that the filters leave. Every word must be in path, target or owner. */
export function filterRoutes(rows: readonly RouteRow[], { q, show }: View): RouteRow[] {
  const words = q.toLowerCase().split(/\s+/).filter(Boolean)
  return rows.filter((row) => {
    if (show === 'wrong' && row.state !== 'missing' && row.state !== 'stale') return false
    if (show === 'servers' && row.owner.kind !== 'server') return false
    if (show === 'services' && row.owner.kind !== 'service') return false
    const text = `${row.spec} ${row.target ?? ''} ${ownerText(row.owner)}`.toLowerCase()
    return words.every((word) => text.includes(word))
  })
}

/** Whose route it is, in words. */
export function ownerText(owner: RouteOwner): string {
  switch (owner.kind) {
    case 'server':
      return `${owner.user}/${serverLabel(owner.server)}`
    case 'service':
      return `service ${owner.service}`
    case 'hub':
      return 'the hub'
    case 'configured':
      return 'the hub’s configuration'
  }
}

/** In the order of their weight. */
const states: readonly RouteState[] = ['missing', 'stale', 'changing', 'unjudged', 'ok']

/** For sorting: what is wrong first. */
export function stateRank(state: RouteState): number {
  return states.indexOf(state)
}

/** The page's figures in a line: `214 routes · 1 missing · 2 stale`. */
export function summaryOf(rows: readonly RouteRow[]): string {
  const count = (state: RouteState) => rows.filter((row) => row.state === state).length
  const routes = rows.length - count('missing')
  return [
    `${routes.toLocaleString('en')} ${routes === 1 ? 'route' : 'routes'}`,
    ...(count('missing') > 0 ? [`${count('missing')} missing`] : []),
    ...(count('stale') > 0 ? [`${count('stale')} stale`] : []),
  ].join(' · ')
}
