import { describe, expect, it } from 'vitest'
import type { ProgressEvent } from '#hub/progress.ts'
import { serverKey } from '#hub/server-key.ts'
import type { ProgressFrame } from '#server/contract.ts'
import { SpawnAsks } from './spawn-asks.ts'
import { newSpawn } from './spawn-record.ts'
import { SpawnStore } from './spawn-store.ts'

const key = serverKey('alice', '')
const stopped = 5_000

function asking() {
  const store = new SpawnStore()
  const asks = new SpawnAsks(store)
  return {
    store,
    asks,
    ask: (endedAt: number | undefined = stopped, anew = false) =>
      asks.add([{ key, endedAt, profile: 'gpu' }], anew),
    asked: () => [...asks.keys()],
    event: (event: ProgressEvent) =>
      asks.take(key, { kind: 'event', server: key, at: 9_000, index: 0, replayed: true, event }),
    refuse: (status: number, answeredBy: 'hub' | 'nobody' = 'hub') =>
      asks.take(key, { kind: 'refused', server: key, at: 9_000, status, message: null, answeredBy }),
  }
}

describe('a failure of before', () => {
  it('is kept with the spawner’s words and the time of the last activity', () => {
    const { ask, event, store, asked } = asking()
    ask()
    expect(event({ failed: true, message: 'Spawn failed: no image' })).toBe(true)
    expect(store.get(key)).toMatchObject({
      origin: 'asked',
      outcome: 'failed',
      reason: 'Spawn failed: no image',
      endedAt: stopped,
      startedAt: undefined,
      profile: 'gpu',
    })
    expect(asked()).toEqual([])
  })

  it('is not asked for again once it is known', () => {
    const { ask, event, asked } = asking()
    ask()
    event({ failed: true, message: 'Spawn failed: no image' })
    ask(stopped, true)
    expect(asked()).toEqual([])
  })

  it('was none when the spawn had been cancelled', () => {
    const { ask, event, store } = asking()
    ask()
    event({ failed: true, message: 'Spawn cancelled' })
    expect(store.get(key)).toBeUndefined()
  })
})

describe('a server that did not fail', () => {
  it('leaves no trace, and is not asked for again before it has changed', () => {
    const { ask, refuse, asked, store } = asking()
    ask()
    refuse(404)
    expect(store.snapshot().records.size).toBe(0)
    ask()
    expect(asked()).toEqual([])
    ask(stopped + 1)
    expect(asked()).toEqual([key])
  })

  it('is asked for again when it must be, or when nobody answered', () => {
    const { ask, refuse, asked } = asking()
    ask()
    refuse(502, 'nobody')
    ask()
    expect(asked()).toEqual([key])
    refuse(404)
    ask(stopped, true)
    expect(asked()).toEqual([key])
  })

  it('keeps what this tab has seen of it', () => {
    const { ask, refuse, store } = asking()
    store.put({ ...newSpawn(key, 'seen', 1), outcome: 'ready' })
    ask()
    refuse(404)
    expect(store.get(key)?.outcome).toBe('ready')
  })

  it('is followed when it turns out to be starting', () => {
    const { ask, event, store } = asking()
    ask()
    event({ progress: 10, message: 'Server requested' })
    expect(store.get(key)).toMatchObject({ origin: 'seen', outcome: 'running' })
  })
})

it('leaves frames about other servers alone', () => {
  const { asks } = asking()
  const frame: ProgressFrame = { kind: 'closed', server: key, at: 1, complete: true }
  expect(asks.take(key, frame)).toBe(false)
})

it('does not ask while a spawn is under way', () => {
  const { ask, asked, store } = asking()
  store.put(newSpawn(key, 'seen', 1))
  ask()
  expect(asked()).toEqual([])
})
