import { beforeEach, describe, expect, it, vi } from 'vitest'
import { type Exchange, ExchangeStore } from '../inspector/record/exchange-store.ts'
import { HubStatusStore } from './hub-status.ts'

const silence = { tag: 'unreachable', operation: 'listUsers', message: 'Nobody', timedOut: false } as const

let exchanges: ExchangeStore
let store: HubStatusStore

/** A finished request; `at` is when its answer was complete. */
function exchange(at: number, change: Partial<Exchange>): void {
  const id = exchanges.begin({
    operation: 'listUsers',
    method: 'GET',
    path: '/users',
    query: '',
    params: {},
    ...(change.operation ? { operation: change.operation } : {}),
  })
  exchanges.update(id, { sentAt: at - 30, doneAt: at, ...change })
}

beforeEach(() => {
  exchanges = new ExchangeStore()
  store = new HubStatusStore(exchanges)
})

describe('the hub’s status', () => {
  it('is unknown before the first answer', () => {
    expect(store.snapshot().state).toBe('unknown')
  })

  it('tells how long the hub took, without our own way to it where that is known', () => {
    exchange(1_000, { answeredBy: 'hub', status: 200 })
    expect(store.snapshot()).toEqual({ state: 'answers', latency: 30, answeredAt: 1_000 })
    exchange(2_000, { answeredBy: 'hub', status: 403, upstreamMs: 9 })
    expect(store.snapshot()).toEqual({ state: 'answers', latency: 9, answeredAt: 2_000 })
  })

  it('counts the session, for which the service asks the hub', () => {
    exchange(1_000, { operation: 'session', answeredBy: 'service', status: 200, upstreamMs: 5 })
    expect(store.snapshot().state).toBe('answers')
  })

  it('is gone when nobody answers, and remembers the last answer', () => {
    exchange(1_000, { answeredBy: 'hub', status: 200 })
    exchange(2_000, { answeredBy: 'nobody', status: 502, error: silence })
    expect(store.snapshot()).toEqual({ state: 'gone', latency: 30, answeredAt: 1_000 })
    exchange(3_000, { answeredBy: 'hub', status: 200 })
    expect(store.snapshot().state).toBe('answers')
  })

  it('is gone when a proxy answers in its place', () => {
    exchange(1_000, { answeredBy: 'proxy', status: 503 })
    expect(store.snapshot().state).toBe('gone')
  })

  it('does not take an answer that broke off for a hub that is gone', () => {
    exchange(1_000, { answeredBy: 'hub', status: 200 })
    exchange(2_000, { answeredBy: 'nobody', status: 200, error: silence })
    expect(store.snapshot().state).toBe('answers')
  })

  it('goes by when answers came, not by when they were asked for', () => {
    exchange(2_000, { answeredBy: 'hub', status: 200 })
    exchange(1_500, { answeredBy: 'nobody', error: silence })
    expect(store.snapshot().state).toBe('answers')
  })

  it('does not read anything into streams and what was taken back', () => {
    const aborted = { tag: 'aborted', operation: 'listUsers', message: 'Taken back.' } as const
    exchange(1_000, { operation: 'progress', answeredBy: 'nobody', error: silence })
    exchange(2_000, { error: aborted })
    expect(store.snapshot().state).toBe('unknown')
  })

  it('outlives the record, and tells its listeners', () => {
    const listener = vi.fn()
    store.subscribe(listener)
    exchange(1_000, { answeredBy: 'hub', status: 200 })
    expect(listener).toHaveBeenCalled()
    exchanges.clear()
    expect(store.snapshot().answeredAt).toBe(1_000)
  })
})
