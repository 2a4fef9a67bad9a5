import { QueryObserver } from '@tanstack/react-query'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type HubError, HubFailure } from '#hub/errors.ts'
import type { SignedIn } from '#server/contract.ts'
import { createQueryClient } from './query-client.ts'
import { sessionQuery } from './session.ts'

const signedIn: SignedIn = {
  state: 'signed-in',
  identity: { kind: 'user', name: 'ada', scopes: [] },
  hub: { version: '6.1.1' },
  prefix: '/',
  hubUrl: '/hub/',
  delegable: null,
  csrf: '',
  service: { name: 'hubscope', version: '0' },
}

const fetched = vi.fn(() => Promise.resolve(Response.json(signedIn)))

beforeEach(() => vi.stubGlobal('fetch', fetched))
afterEach(() => {
  vi.unstubAllGlobals()
  fetched.mockClear()
})

const denied: HubError = {
  tag: 'refused',
  operation: 'listRoutes',
  status: 403,
  answeredBy: 'hub',
  message: '',
  requiredScopes: ['proxy'],
  retryAfter: undefined,
}

/** Lets a query fail with this, in a page that has read its session so many ms ago. */
async function failWith(detail: HubError, sessionAge: number): Promise<number> {
  const client = createQueryClient()
  const query = vi.fn(() => Promise.reject(new HubFailure(detail)))
  client.setQueryData(sessionQuery.queryKey, signedIn, { updatedAt: Date.now() - sessionAge })
  // Somebody on the page always looks at it.
  const leave = new QueryObserver(client, { ...sessionQuery, refetchOnMount: false }).subscribe(() => {})
  await expect(client.fetchQuery({ queryKey: ['x'], queryFn: query })).rejects.toThrow()
  leave()
  return query.mock.calls.length
}

test('a refusal is not tried again', async () => {
  expect(await failWith({ ...denied, requiredScopes: undefined }, 0)).toBe(1)
})

test('a missing scope has the page read its scopes again, unless it just has', async () => {
  await failWith(denied, 0)
  expect(fetched).not.toHaveBeenCalled()
  await failWith(denied, 120_000)
  expect(fetched).toHaveBeenCalledTimes(1)
})

test('other refusals leave the session alone', async () => {
  await failWith({ ...denied, status: 404, requiredScopes: undefined }, 120_000)
  expect(fetched).not.toHaveBeenCalled()
})

test('an expired login stays one, though the service knows of no session from then on', async () => {
  fetched.mockImplementation(() =>
    Promise.resolve(Response.json({ state: 'signed-out', reason: 'no-session', prefix: '/' })),
  )
  const client = createQueryClient()
  client.setQueryData(sessionQuery.queryKey, signedIn)
  const leave = new QueryObserver(client, { ...sessionQuery, refetchOnMount: false }).subscribe(() => {})
  const over: HubError = { tag: 'signed-out', operation: 'listRoutes', message: '', reason: 'expired' }
  const queryFn = () => Promise.reject(new HubFailure(over))
  await expect(client.fetchQuery({ queryKey: ['x'], queryFn })).rejects.toThrow()
  await vi.waitFor(() => expect(fetched).toHaveBeenCalled())
  await vi.waitFor(() => expect(client.isFetching()).toBe(0))
  leave()
  expect(client.getQueryData(sessionQuery.queryKey)).toMatchObject({
    state: 'signed-out',
    reason: 'expired',
    before: { identity: { name: 'ada' } },
  })
})
