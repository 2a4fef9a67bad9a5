import { paginationType } from '#hub/wire/page.ts'
import { Refusal } from './refusal.ts'
import type { Limits } from './scenario.ts'

export interface PageRequest {
  offset: number
  limit: number
  /** The client asked for pages by `Accept`; else it gets a bare list, cut without a word. */
  paginated: boolean
}

/** Source: `get_api_pagination` in jupyterhub/apihandlers/base.py. */
export function pageRequest(request: Request, limits: Limits): PageRequest {
  const accepts = (request.headers.get('accept') ?? '').split(',').map((type) => type.trim().toLowerCase())
  const paginated = accepts.includes(paginationType)
  const query = new URL(request.url).searchParams
  const offset = integer(query.get('offset')) ?? 0
  const limit =
    integer(query.get('limit')) ?? (paginated ? limits.apiPageDefaultLimit : limits.apiPageMaxLimit)
  return { offset, limit: Math.max(1, Math.min(limit, limits.apiPageMaxLimit)), paginated }
}

/** The page's model when pages were asked for, else its items alone. */
export function pageModel(request: Request, page: PageRequest, items: unknown, total: number): unknown {
  if (!page.paginated) return items
  const { offset, limit } = page
  const next = offset + limit
  return {
    items,
    _pagination: {
      offset,
      limit,
      total,
      next: next < total ? { offset: next, limit, url: nextUrl(request, next, limit) } : null,
    },
  }
}

function nextUrl(request: Request, offset: number, limit: number): string {
  const url = new URL(request.url)
  url.searchParams.set('offset', `${offset}`)
  url.searchParams.set('limit', `${limit}`)
  return url.href
}

function integer(text: string | null): number | undefined {
  if (text === null) return undefined
  if (!/^\s*[+-]?\d+\s*$/.test(text)) {
    throw new Refusal(400, 'Invalid argument type, offset and limit must be integers')
  }
  return Math.abs(Number(text))
}
