import type { Answer, OperationId } from '#hub/operations.ts'
import type { Pagination } from '#hub/wire/page.ts'
import type { Group } from '#hub/wire/group.ts'
import type { User } from '#hub/wire/user.ts'
import type { CallOptions } from '../http.ts'

/** Sends one request to the hub. */
export type Send = <Id extends OperationId>(id: Id, options: CallOptions) => Promise<Answer<Id>>

type Parameters = Record<string, string | number | undefined>

interface Page {
  items: (User | Group)[]
  _pagination: Pagination
}

/** Largest page the hub gives by default (`api_page_max_limit`). */
const pageSize = 200
/** 10,000 items: beyond them a preview would cost the hub more than it is worth. */
const mostPages = 50
/** Several parts of a page ask at once, and again when they poll. */
const goodFor = 10_000

const walks = new Map<string, { at: number; items: Promise<(User | Group)[]> }>()

/** One page of what is left of a list when only items for which `isSeen` is true count. */
export async function walkList(
  id: 'listUsers' | 'listGroups',
  options: CallOptions,
  send: Send,
  isSeen: (item: User | Group) => boolean,
): Promise<Page> {
  const { offset = 0, limit = pageSize, ...rest } = parametersOf(options.query)
  const seen = (await allItems(id, rest, send)).filter(isSeen)
  const start = Number(offset)
  const size = Math.min(Number(limit), pageSize)
  const end = start + size
  const next = end < seen.length ? { offset: end, limit: size, url: '' } : null
  return {
    items: seen.slice(start, end),
    _pagination: { offset: start, limit: size, total: seen.length, next },
  }
}

function parametersOf(query: CallOptions['query'] = {}): Parameters {
  return query instanceof URLSearchParams ? Object.fromEntries(query) : query
}

function allItems(id: 'listUsers' | 'listGroups', query: Parameters, send: Send): Promise<(User | Group)[]> {
  const key = JSON.stringify([id, query])
  const known = walks.get(key)
  if (known && Date.now() - known.at < goodFor) return known.items
  for (const [other, { at }] of walks) if (Date.now() - at >= goodFor) walks.delete(other)
  const items = collect(id, query, send)
  const walk = { at: Date.now(), items }
  walks.set(key, walk)
  items.catch(() => walks.get(key) === walk && walks.delete(key))
  return items
}

/** Called when the page begins or ends to be shown as another token: nothing read before is used again. */
export function forgetWalks(): void {
  walks.clear()
}

async function collect(
  id: 'listUsers' | 'listGroups',
  query: Parameters,
  send: Send,
): Promise<(User | Group)[]> {
  const all: (User | Group)[] = []
  let offset: number | undefined = 0
  for (let pages = 0; offset !== undefined && pages < mostPages; pages++) {
    const page: Page = await send(id, {
      query: { ...query, offset, limit: pageSize },
      priority: 'background',
    })
    all.push(...page.items)
    offset = page._pagination.next?.offset
  }
  return all
}
