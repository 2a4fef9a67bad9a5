import { HubFailure } from '#hub/errors.ts'
import type { UsersPage } from '#hub/wire/page.ts'
import { currentAction, newAction } from '../action.ts'
import { call, type CallOptions } from '../http.ts'
import { beginPoisonSearch } from './poison-search.ts'
import { readAround, type Span } from './read-around.ts'

/** A page of users; `holes` are the places in the list whose users make the hub fail. */
export interface ListedUsers extends UsersPage {
  holes: readonly number[]
}

type Query = Record<string, string | number | undefined>

interface Listing extends Pick<CallOptions, 'signal' | 'priority' | 'action'> {
  /** Holes of last time. */
  known?: readonly number[] | undefined
}

/** Behind every list: such a page holds nobody, and tells all the same how many there are. */
const behindAll = 1_000_000

/**
 * One page of users. Where the hub fails with a 500 because of single users (GHSA-hx46-2cv3-mh6g), everybody else is read
 * by halving the page, in the background. Throws `HubFailure`: the first, when that does not help or is given up.
 */
export async function listUsers(
  query: Query & Span,
  { known: before = [], ...asked }: Listing = {},
): Promise<ListedUsers> {
  const ask = (span: Span, options: CallOptions) =>
    call('listUsers', { query: { ...query, ...span }, ...options })
  const known = before.filter((hole) => hole >= query.offset && hole < query.offset + query.limit)
  const action = asked.action ?? currentAction()
  let failure: unknown
  if (known.length === 0) {
    try {
      return { ...(await ask(query, asked)), holes: [] }
    } catch (cause) {
      if (!isBroken(cause) || query.limit === 1) throw cause
      failure = cause
    }
  }
  const search = beginPoisonSearch()
  const options = {
    ...asked,
    signal: asked.signal ? AbortSignal.any([asked.signal, search.signal]) : search.signal,
    priority: 'background',
    action: action ?? newAction('Look for who breaks the list'),
  } as const
  let total: number | undefined
  try {
    const { entries, holes } = await readAround(query, {
      known,
      breaks: isBroken,
      onNarrowed: search.narrowed,
      read: async (span) => {
        const page = await ask(span, options)
        total = page._pagination.total
        return page.items
      },
    })
    total ??= (await ask({ offset: behindAll, limit: 1 }, options))._pagination.total
    return { items: entries, holes, _pagination: paginationOf(query, total) }
  } catch (cause) {
    throw search.signal.aborted && failure ? failure : cause
  } finally {
    search.end()
  }
}

/** How many users match. Asks for none of them when the first one breaks the list. */
export async function countUsers(query: Query, options: Listing): Promise<number> {
  const count = async (offset: number) =>
    (await call('listUsers', { query: { ...query, limit: 1, ...(offset > 0 && { offset }) }, ...options }))
      ._pagination.total
  try {
    return await count(0)
  } catch (cause) {
    if (!isBroken(cause)) throw cause
    return count(behindAll)
  }
}

function paginationOf({ offset, limit }: Span, total: number): UsersPage['_pagination'] {
  const end = offset + limit
  return { offset, limit, total, next: end < total ? { offset: end, limit, url: '' } : null }
}

/** The hub itself failed: one of the users in the list may be the reason. */
export function isBroken(failure: unknown): boolean {
  if (!(failure instanceof HubFailure)) return false
  const { detail } = failure
  return detail.tag === 'refused' && detail.status === 500 && detail.answeredBy === 'hub'
}
