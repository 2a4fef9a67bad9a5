import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { serverKey } from '#hub/server-key.ts'
import { newSpawn, type SpawnRecord } from './spawn-record.ts'
import { keepFinished, SpawnStore } from './spawn-store.ts'

const key = serverKey('alice', '')

function failed(change: Partial<SpawnRecord> = {}): SpawnRecord {
  return { ...newSpawn(key, 'seen', Date.now()), outcome: 'failed', finishedAt: Date.now(), ...change }
}

beforeEach(() => {
  vi.useFakeTimers({ now: 1_000_000_000 })
  sessionStorage.clear()
})

afterEach(() => vi.useRealTimers())

describe('the tab’s memory of spawns', () => {
  it('survives a reload, events with their times included', () => {
    const before = new SpawnStore()
    before.open('ann')
    const record = failed({ reason: 'no image', events: [{ index: 0, at: 5, progress: 1, message: 'x' }] })
    before.put(record)
    before.save()
    const after = new SpawnStore()
    after.open('ann')
    expect(after.get(key)).toEqual(record)
  })

  it('is written soon after a change', async () => {
    const store = new SpawnStore()
    store.open('ann')
    store.put(failed())
    await vi.advanceTimersByTimeAsync(500)
    expect(sessionStorage).toHaveLength(1)
  })

  it('opens streams anew after a reload, and waits for no answer from before it', () => {
    const before = new SpawnStore()
    before.open('ann')
    before.put({ ...newSpawn(key, 'started', 1, { requested: true }), outcome: 'confirming' })
    before.save()
    const after = new SpawnStore()
    after.open('ann')
    expect(after.get(key)).toMatchObject({ outcome: 'running', requested: false })
  })

  it('is each person’s own', () => {
    const store = new SpawnStore()
    store.open('ann')
    store.put(failed())
    store.open('bob')
    expect(store.snapshot().records.size).toBe(0)
    store.open('ann')
    expect(store.get(key)?.outcome).toBe('failed')
  })

  it('is empty when it cannot be read', () => {
    const store = new SpawnStore()
    store.open('ann')
    store.put(failed())
    store.save()
    const [name = ''] = Object.keys(sessionStorage)
    sessionStorage.setItem(name, '{"records":[{"key":7}]}')
    const other = new SpawnStore()
    other.open('ann')
    expect(other.snapshot().records.size).toBe(0)
  })
})

describe('what has ended', () => {
  it('goes after an hour', () => {
    const store = new SpawnStore()
    store.put(failed())
    vi.setSystemTime(Date.now() + keepFinished + 1)
    store.put(newSpawn(serverKey('bob', ''), 'seen', Date.now()))
    store.prune()
    expect([...store.snapshot().records.keys()]).toEqual([serverKey('bob', '')])
  })

  it('can be cleared, and leaves what is under way', () => {
    const store = new SpawnStore()
    store.put(failed())
    store.put(newSpawn(serverKey('bob', ''), 'seen', Date.now()))
    store.clear()
    expect([...store.snapshot().records.keys()]).toEqual([serverKey('bob', '')])
  })
})

it('tells its listeners of a burst of changes once', async () => {
  const store = new SpawnStore()
  const listener = vi.fn()
  store.subscribe(listener)
  for (let index = 0; index < 100; index += 1) store.put(failed({ progress: index }))
  await vi.advanceTimersByTimeAsync(0)
  expect(listener).toHaveBeenCalledOnce()
  expect(store.get(key)?.progress).toBe(99)
})
