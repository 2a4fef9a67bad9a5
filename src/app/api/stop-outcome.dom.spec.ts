import { QueryClient } from '@tanstack/react-query'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { serverKey } from '#hub/server-key.ts'
import { serverSchema } from '#hub/wire/server.ts'
import { userSchema } from '#hub/wire/user.ts'
import { exchanges } from '../inspector/record/exchange-store.ts'
import { beginServerAction, endServerAction, serverAction } from './action.ts'
import { activeServersQuery, serversOf } from './servers.ts'
import { tellStop } from './stop-outcome.ts'
import { userQuery } from './users.ts'

const key = serverKey('alice', 'gpu')
let client: QueryClient

function userWith(server?: Record<string, unknown>) {
  const idle = {
    name: 'gpu',
    ready: false,
    pending: null,
    started: null,
    last_activity: null,
    url: '/user/alice/gpu/',
  }
  const named = server && { gpu: serverSchema.parse({ ...idle, ...server }) }
  return userSchema.parse({ name: 'alice', servers: named ?? {} })
}

/** A stop that the hub has just taken, with its one exchange. */
function stop(options: { remove?: boolean } = {}) {
  const action = beginServerAction(key, 'stop', 'Stop alice/gpu')
  const asked = { operation: 'stopServer', method: 'DELETE', path: '/', query: '', params: {} } as const
  exchanges.begin({ ...asked, action })
  tellStop(client, { user: 'alice', server: 'gpu', ...options }, action)
  return () => exchanges.snapshot().findLast((row) => row.action?.id === action.id)?.action?.outcome
}

/** What the page reads of the model, a moment later. */
function read(server?: Record<string, unknown>) {
  vi.advanceTimersByTime(10)
  client.setQueryData(userQuery('alice').queryKey, userWith(server))
}

beforeEach(() => {
  vi.useFakeTimers({ now: 1_000 })
  client = new QueryClient()
})

afterEach(() => {
  for (let action = serverAction(key); action; action = serverAction(key)) endServerAction(key, action)
  client.clear()
  exchanges.clear()
  vi.useRealTimers()
})

describe('how a stop ended', () => {
  test('is not told by what was read before the hub had taken it', () => {
    read({ ready: true })
    expect(stop()()).toBeUndefined()
  })

  test('is told by the model, and told again until it is over', () => {
    const outcome = stop()
    read({ ready: true, pending: 'stop' })
    expect(outcome()).toBe('stopping')
    read({ ready: true })
    expect(outcome()).toBe('still running')
    read({ ready: false, stopped: true })
    expect(outcome()).toBe('stopped')
    read({ ready: true })
    expect(outcome()).toBe('stopped')
  })

  test('of a deleted server is that it is gone', () => {
    const outcome = stop({ remove: true })
    read({ stopped: true })
    expect(outcome()).toBe('stopped')
    read()
    expect(outcome()).toBe('deleted')
  })

  test('is told by the list of active servers where the user is not read', () => {
    const outcome = stop()
    const list = (server?: Record<string, unknown>, hiddenUsers = 0) => {
      vi.advanceTimersByTime(10)
      const servers = serversOf(userWith(server))
      client.setQueryData(activeServersQuery.queryKey, { servers, hidden: false, hiddenUsers, holes: [] })
    }
    list(undefined, 1)
    expect(outcome()).toBeUndefined()
    list({ ready: true, pending: 'stop' })
    expect(outcome()).toBe('stopping')
    list()
    expect(outcome()).toBe('stopped')
  })

  test('is not overwritten by what is done to the server afterwards', () => {
    const outcome = stop()
    read({ ready: true, pending: 'stop' })
    vi.advanceTimersByTime(10)
    beginServerAction(key, 'start', 'Start alice/gpu')
    read({ ready: true })
    expect(outcome()).toBe('stopping')
  })
})
