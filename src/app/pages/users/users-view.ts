import * as z from 'zod/mini'
import type { UserSort, UsersView, UserState } from '../../api/users.ts'
import type { Pagination } from '#hub/wire/page.ts'

/** What the address says about the page: filter, order, page and open panel. */
export interface View {
  /** Part of a name; empty for all. */
  q: string
  state: UserState | 'all'
  /** Undefined is the hub's own order, by id. */
  sort: UserSort | undefined
  /** Counts from 1. */
  page: number
  size: number
  /** The user whose panel is open. */
  user: string | undefined
}

export const defaultView: View = {
  q: '',
  state: 'all',
  sort: undefined,
  page: 1,
  size: 50,
  user: undefined,
}

/** Offered sizes; the hub gives at most `api_page_max_limit`, 200 if not configured. */
export const pageSizes: readonly number[] = [25, 50, 100, 200]

const count = (most: number) => z.coerce.number().check(z.int(), z.gte(1), z.lte(most))

/** Named, because a linter takes `z.catch(` for a promise's. */
const or = z.catch

const viewSchema = z.object({
  q: or(z.string(), defaultView.q),
  state: or(z.enum(['active', 'ready', 'inactive', 'all']), defaultView.state),
  sort: or(z.optional(z.enum(['name', '-name', 'last_activity', '-last_activity'])), undefined),
  page: or(count(1_000_000), defaultView.page),
  size: or(count(1_000), defaultView.size),
  user: or(z.optional(z.string().check(z.minLength(1))), undefined),
})

/** Reads the address; whatever does not parse counts as not given. */
export function parseView(search: URLSearchParams): View {
  return { ...defaultView, ...viewSchema.parse(Object.fromEntries(search)) }
}

/** The address for a view: defaults are left out, parameters that are not the page's are kept. */
export function writeView(search: URLSearchParams, view: View): URLSearchParams {
  const next = new URLSearchParams(search)
  for (const name of Object.keys(defaultView) as (keyof View)[]) {
    const value = view[name]
    if (value === undefined || value === defaultView[name]) next.delete(name)
    else next.set(name, String(value))
  }
  return next
}

/** A change of what is listed starts at the first page again. */
export function changeView(view: View, change: Partial<View>): View {
  const relists = (['q', 'state', 'sort', 'size'] as const).some(
    (name) => name in change && change[name] !== view[name],
  )
  return { ...view, ...(relists ? { page: 1 } : {}), ...change }
}

/** What to ask the hub for. Hubs below 5.0 do not sort and are not asked to. */
export function listingOf(view: View, sorts: boolean): UsersView {
  return {
    offset: (view.page - 1) * view.size,
    limit: view.size,
    nameFilter: view.q.trim() || undefined,
    state: view.state === 'all' ? undefined : view.state,
    sort: sorts ? view.sort : undefined,
  }
}

/**
 * The view that the hub's answer asks for instead, or undefined when it fits: a smaller page when the hub cuts pages
 * below the asked size, the last page when the asked one is past the end.
 */
export function correctedView(view: View, pagination: Pagination): View | undefined {
  const { offset, limit, total } = pagination
  if (limit >= 1 && limit < view.size) return { ...view, size: limit, page: Math.floor(offset / limit) + 1 }
  if (view.page > 1 && offset >= total) return { ...view, page: Math.max(1, Math.ceil(total / view.size)) }
  return undefined
}

/** Where `_pagination.next` leads; undefined on the last page. */
export function nextPage(view: View, pagination: Pagination): View | undefined {
  const { next } = pagination
  if (!next || next.limit < 1) return undefined
  return { ...view, size: next.limit, page: Math.floor(next.offset / next.limit) + 1 }
}

/** True when something narrows the list. */
export function isFiltered(view: View): boolean {
  return view.q.trim() !== '' || view.state !== 'all'
}

/**
 * The sort after a press on a column's heading: one direction, the other, then the hub's own order again. Names start at
 * A, times at the latest.
 */
export function sortAfter(sort: UserSort | undefined, column: string): UserSort | undefined {
  const turns: readonly UserSort[] =
    column === 'name'
      ? ['name', '-name']
      : column === 'last_activity'
        ? ['-last_activity', 'last_activity']
        : []
  return turns[sort ? turns.indexOf(sort) + 1 : 0]
}
