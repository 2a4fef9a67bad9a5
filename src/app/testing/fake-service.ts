import { vi } from 'vitest'
import { answeredByHeader } from '#server/contract.ts'

/** One request as the fake service saw it; `path` is under `/hub/api`. */
export interface Asked {
  method: string
  path: string
  query: URLSearchParams
  body: unknown
}

export interface FakeAnswer {
  status?: number
  body?: unknown
}

/** Answers what a page asks of the hub, and keeps what it asked. */
export interface FakeService {
  asked: Asked[]
  /** Answers from now on; the first of the given handlers that returns something wins over earlier ones. */
  on: (handler: (asked: Asked) => FakeAnswer | undefined) => void
  last: (path: string, method?: string) => Asked | undefined
}

/** Stands in for `fetch`, as the service would answer for the hub. Whatever no handler knows is a 404. */
export function fakeService(): FakeService {
  const asked: Asked[] = []
  const handlers: ((asked: Asked) => FakeAnswer | undefined)[] = []
  vi.stubGlobal('fetch', async (input: string | URL | Request, init: RequestInit = {}) => {
    const url = new URL(input instanceof Request ? input.url : input)
    const request: Asked = {
      method: init.method ?? 'GET',
      path: decodeURIComponent(url.pathname.split('/hub/api')[1] ?? url.pathname),
      query: url.searchParams,
      body: typeof init.body === 'string' ? JSON.parse(init.body) : undefined,
    }
    asked.push(request)
    init.signal?.throwIfAborted()
    const answer = handlers.map((handler) => handler(request)).find((answer) => answer !== undefined)
    const { status = 200, body } = answer ?? { status: 404, body: { status: 404, message: 'Not Found' } }
    return new Response(body === undefined ? null : JSON.stringify(body), {
      status,
      headers: { [answeredByHeader]: 'hub' },
    })
  })
  return {
    asked,
    on: (handler) => void handlers.unshift(handler),
    last: (path, method = 'GET') => asked.findLast((one) => one.path === path && one.method === method),
  }
}

/** A refusal in the hub's form. */
export function refusal(status: number, message: string): FakeAnswer {
  return { status, body: { status, message } }
}
