import { queryOptions } from '@tanstack/react-query'
import type { Action } from './action.ts'
import { call } from './http.ts'

export const routesKey = ['routes'] as const

/** The proxy's routes, as far as the hub made them. A frozen proxy keeps a 6.x hub from answering, hence the short limit. */
export const routesQuery = queryOptions({
  queryKey: routesKey,
  queryFn: ({ signal }) => call('listRoutes', { signal, timeout: 15_000, priority: 'background' }),
  refetchInterval: 30_000,
})

export const servicesQuery = queryOptions({
  queryKey: ['services'],
  queryFn: ({ signal }) => call('listServices', { signal, priority: 'background' }),
  refetchInterval: 60_000,
})

/** Makes the hub compare its servers with the proxy's table now: adds missing routes, drops stale ones. */
export function checkRoutes(action: Action): Promise<unknown> {
  return call('checkRoutes', { timeout: 60_000, action })
}
