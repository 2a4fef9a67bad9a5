import { expect, test, vi } from 'vitest'
import { ExchangeStore } from './exchange-store.ts'

const asked = { operation: 'listUsers', method: 'GET', path: '/users', query: '', params: {} } as const

test('keeps exchanges in order of asking, each with its own id', () => {
  const store = new ExchangeStore()
  const ids = [store.begin(asked), store.begin(asked)]
  expect(store.snapshot().map(({ id }) => id)).toEqual(ids)
  expect(new Set(ids).size).toBe(2)
})

test('changes one exchange and leaves the others the same objects', () => {
  const store = new ExchangeStore()
  const first = store.begin(asked)
  const second = store.begin(asked)
  const [, before] = store.snapshot()
  store.update(first, { status: 200 })
  expect(store.snapshot()[0]).toMatchObject({ id: first, status: 200 })
  expect(store.snapshot()[1]).toBe(before)
  expect(before?.id).toBe(second)
})

test('drops the oldest beyond five hundred, and takes late news of them quietly', () => {
  const store = new ExchangeStore()
  const first = store.begin(asked)
  for (let count = 0; count < 500; count++) store.begin(asked)
  expect(store.snapshot()).toHaveLength(500)
  expect(store.snapshot()[0]?.id).not.toBe(first)
  store.update(first, { status: 200 })
  expect(store.snapshot()).toHaveLength(500)
})

test('forgets what is finished and keeps what is under way', () => {
  const store = new ExchangeStore()
  const done = store.begin(asked)
  const pending = store.begin(asked)
  store.update(done, { doneAt: 1 })
  store.clear()
  expect(store.snapshot().map(({ id }) => id)).toEqual([pending])
})

test('tells its listeners until they leave, with a stable snapshot in between', () => {
  const store = new ExchangeStore()
  const listener = vi.fn()
  const leave = store.subscribe(listener)
  store.begin(asked)
  expect(listener).toHaveBeenCalledTimes(1)
  expect(store.snapshot()).toBe(store.snapshot())
  leave()
  store.begin(asked)
  expect(listener).toHaveBeenCalledTimes(1)
})

test('a page that is loaded again uses other ids', () => {
  vi.useFakeTimers({ now: 1_000_000 })
  const before = new ExchangeStore().begin(asked)
  vi.setSystemTime(1_005_000)
  expect(new ExchangeStore().begin(asked)).toBeGreaterThan(before + 500)
  vi.useRealTimers()
})
