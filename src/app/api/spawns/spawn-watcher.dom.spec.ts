import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { HubFailure } from '#hub/errors.ts'
import type { ProgressEvent } from '#hub/progress.ts'
import { type ServerKey, serverKey } from '#hub/server-key.ts'
import type { Server } from '#hub/wire/server.ts'
import type { OwnedServer } from '../servers.ts'
import type { Standing } from './spawn-settle.ts'
import { SpawnStore } from './spawn-store.ts'
import { SpawnWatcher } from './spawn-watcher.ts'

const alice = serverKey('alice', '')
const began = Date.parse('2026-11-22T10:00:00Z')

/** A watcher with a stream that is only told what to watch, and a hub that answers what the test says. */
function watch() {
  const store = new SpawnStore()
  let watched: readonly ServerKey[] = []
  let standing: Standing = { kind: 'pending' }
  const settle = vi.fn(async (_key: ServerKey): Promise<Standing> => standing)
  const onOver = vi.fn()
  const watcher = new SpawnWatcher(store, { watch: (keys) => void (watched = keys) }, { settle, onOver })
  return {
    store,
    watcher,
    settle,
    onOver,
    watched: () => watched,
    stands: (next: Standing) => void (standing = next),
    record: (key: ServerKey = alice) => store.get(key),
    event: (index: number, event: ProgressEvent, replayed = false) =>
      watcher.frame({ kind: 'event', server: alice, at: Date.now(), index, replayed, event }),
    refuse: (status: number, answeredBy: 'hub' | 'nobody' = 'hub') =>
      watcher.frame({ kind: 'refused', server: alice, at: Date.now(), status, message: null, answeredBy }),
    close: () => watcher.frame({ kind: 'closed', server: alice, at: Date.now(), complete: false }),
  }
}

function owned(change: Partial<Server>): OwnedServer {
  const server = {
    name: '',
    ready: false,
    pending: null,
    started: null,
    last_activity: null,
    url: '/',
    ...change,
  }
  return { key: alice, user: { name: 'alice' }, server }
}

const pending = (started: number | null = began) =>
  owned({ pending: 'spawn', started: started === null ? null : new Date(started).toISOString() })

function refusal(status: number): HubFailure {
  return new HubFailure({
    tag: 'refused',
    operation: 'startServer',
    status,
    answeredBy: 'hub',
    message: 'no',
    requiredScopes: undefined,
    retryAfter: undefined,
  })
}

const ask = (endedAt: number | undefined = began) => ({ key: alice, endedAt, profile: undefined })
const requested: ProgressEvent = { progress: 0, message: 'Server requested' }
const failed: ProgressEvent = { progress: 100, failed: true, message: 'Spawn failed: no image' }

beforeEach(() => {
  vi.useFakeTimers({ now: began + 1_000 })
})

afterEach(() => {
  vi.useRealTimers()
})

describe('what is watched', () => {
  it('is every server that the hub’s list shows as starting, from the start that the hub tells', () => {
    const { watcher, watched, record } = watch()
    watcher.seen([pending()], Date.now())
    expect(watched()).toEqual([alice])
    expect(record()).toMatchObject({ origin: 'seen', startedAt: began, outcome: 'waiting' })
  })

  it('is what the visitor starts, a moment after the request has gone out', async () => {
    const { watcher, watched, record } = watch()
    watcher.started(alice)
    expect(watched()).toEqual([])
    expect(record()).toMatchObject({ origin: 'started', startedAt: began + 1_000 })
    await vi.advanceTimersByTimeAsync(200)
    expect(watched()).toEqual([alice])
  })

  it('is no longer what has ended', () => {
    const { watcher, watched, event } = watch()
    watcher.seen([pending()], Date.now())
    event(0, failed)
    expect(watched()).toEqual([])
  })

  it('puts the visitor’s own starts first, and then those that take longest', async () => {
    const { watcher, watched } = watch()
    const [bob, eve] = [serverKey('bob', ''), serverKey('eve', '')]
    watcher.started(eve)
    watcher.seen([{ ...pending(began + 500), key: bob }, pending(began)], Date.now())
    await vi.advanceTimersByTimeAsync(200)
    expect(watched()).toEqual([eve, alice, bob])
  })

  it('does not make a spawn of a server that is ready or stopping', () => {
    const { watcher, store } = watch()
    watcher.seen([owned({ ready: true }), owned({ pending: 'stop' })], Date.now())
    expect(store.snapshot().records.size).toBe(0)
  })
})

describe('a start by the visitor', () => {
  it('tries the stream again while the hub does not know of it yet', async () => {
    const { watcher, watched, refuse, event, record } = watch()
    watcher.started(alice)
    await vi.advanceTimersByTimeAsync(200)
    for (const wait of [300, 700, 1_500]) {
      refuse(404)
      expect(watched()).toEqual([])
      await vi.advanceTimersByTimeAsync(wait)
      expect(watched()).toEqual([alice])
    }
    event(0, requested)
    expect(record()?.outcome).toBe('running')
  })

  it('does not take the failure of the time before for its own', async () => {
    const { watcher, watched, event, record } = watch()
    watcher.started(alice)
    await vi.advanceTimersByTimeAsync(200)
    event(0, { ...failed, message: 'Spawn failed: last week' }, true)
    expect(record()?.outcome).toBe('waiting')
    await vi.advanceTimersByTimeAsync(300)
    expect(watched()).toEqual([alice])
    event(0, requested)
    expect(record()).toMatchObject({ outcome: 'running', reason: undefined })
  })

  it('takes a failure for its own once the hub has answered the request', async () => {
    const { watcher, watched, event, record } = watch()
    watcher.started(alice)
    await vi.advanceTimersByTimeAsync(200)
    event(0, failed, true)
    watcher.answered(alice, refusal(500))
    await vi.advanceTimersByTimeAsync(1)
    expect(watched()).toEqual([alice])
    event(0, failed, true)
    expect(record()).toMatchObject({ outcome: 'failed', reason: 'Spawn failed: no image' })
  })

  it('leaves no trace when the hub refuses it, and brings back what was known before', () => {
    const { watcher, event, record } = watch()
    watcher.seen([pending()], Date.now())
    event(0, failed)
    watcher.started(alice)
    expect(record()?.outcome).toBe('waiting')
    watcher.answered(alice, refusal(403))
    expect(record()?.outcome).toBe('failed')
  })

  it('leaves nothing when nothing was known before', () => {
    const { watcher, record } = watch()
    watcher.started(alice)
    watcher.answered(alice, refusal(400))
    expect(record()).toBeUndefined()
  })
})

describe('a stream that says ready', () => {
  it('turns a spawn green only after the hub’s model has confirmed it', async () => {
    const { watcher, event, record, stands, onOver, settle } = watch()
    watcher.seen([pending()], Date.now())
    stands({ kind: 'ready', routed: true })
    await vi.advanceTimersByTimeAsync(9_000)
    event(1, { ready: true, progress: 100 })
    expect(record()?.outcome).toBe('confirming')
    expect(onOver).not.toHaveBeenCalled()
    await vi.advanceTimersByTimeAsync(1)
    expect(settle).toHaveBeenCalledWith(alice)
    expect(record()).toMatchObject({ outcome: 'ready', routed: true, endedAt: began + 10_000 })
    expect(onOver).toHaveBeenCalledOnce()
  })

  it('never turns a cancelled spawn green', async () => {
    const { watcher, event, record, stands } = watch()
    watcher.seen([pending()], Date.now())
    stands({ kind: 'stopped' })
    event(1, { ready: true, progress: 100 })
    await vi.advanceTimersByTimeAsync(1)
    expect(record()?.outcome).toBe('cancelled')
  })

  it('counts how long the start took towards the usual time', async () => {
    const { watcher, event, stands, store } = watch()
    watcher.seen([pending()], Date.now())
    stands({ kind: 'ready', routed: true })
    await vi.advanceTimersByTimeAsync(21_000)
    event(1, { ready: true })
    await vi.advanceTimersByTimeAsync(1)
    expect(store.snapshot().durations).toEqual([22_000])
  })
})

describe('a stream that ends without a word', () => {
  it('is opened again while the hub’s model says that the server is starting', async () => {
    const { watcher, watched, close, event, record } = watch()
    watcher.seen([pending()], Date.now())
    event(0, requested)
    close()
    await vi.advanceTimersByTimeAsync(1_000)
    expect(record()?.outcome).toBe('running')
    expect(watched()).toEqual([alice])
  })

  it('is asked once more for a failure before the spawn counts as stopped', async () => {
    const { watcher, watched, close, refuse, event, record, stands } = watch()
    watcher.seen([pending()], Date.now())
    event(0, requested)
    stands({ kind: 'stopped' })
    close()
    await vi.advanceTimersByTimeAsync(1)
    expect(watched()).toEqual([alice])
    refuse(404)
    await vi.advanceTimersByTimeAsync(1)
    expect(record()?.outcome).toBe('cancelled')
  })

  it('does not end the spawn while the hub is away', async () => {
    const { watcher, watched, close, event, record, stands } = watch()
    watcher.seen([pending()], Date.now())
    event(0, requested)
    stands({ kind: 'unknown', reason: 'no answer', passing: true })
    close()
    await vi.advanceTimersByTimeAsync(1_000)
    expect(record()?.outcome).toBe('running')
    expect(watched()).toEqual([alice])
  })

  it('is lost, with the reason, when the hub will not say how it stands', async () => {
    const { watcher, close, record, stands } = watch()
    watcher.seen([pending()], Date.now())
    stands({ kind: 'unknown', reason: 'No access', passing: false })
    close()
    await vi.advanceTimersByTimeAsync(1)
    expect(record()).toMatchObject({ outcome: 'lost', reason: 'No access' })
  })

  it('is made up for by the hub’s list when a spawn ends there', async () => {
    const { watcher, record, stands } = watch()
    watcher.seen([pending()], Date.now())
    await vi.advanceTimersByTimeAsync(10_000)
    stands({ kind: 'ready', routed: undefined })
    watcher.seen([owned({ ready: true })], Date.now())
    await vi.advanceTimersByTimeAsync(1)
    expect(record()?.outcome).toBe('ready')
  })
})

describe('a stream that is refused', () => {
  it('is left alone when the token may not watch; the hub’s list still tells the end', async () => {
    const { watcher, watched, refuse, settle, stands, record } = watch()
    watcher.seen([pending()], Date.now())
    refuse(403)
    await vi.advanceTimersByTimeAsync(10_000)
    expect(watched()).toEqual([])
    expect(settle).not.toHaveBeenCalled()
    stands({ kind: 'ready', routed: undefined })
    watcher.seen([], Date.now())
    await vi.advanceTimersByTimeAsync(1)
    expect(record()?.outcome).toBe('ready')
  })

  it('is tried again when nobody answered', async () => {
    const { watcher, watched, refuse, settle } = watch()
    watcher.seen([pending()], Date.now())
    refuse(502, 'nobody')
    expect(watched()).toEqual([])
    await vi.advanceTimersByTimeAsync(300)
    expect(watched()).toEqual([alice])
    expect(settle).not.toHaveBeenCalled()
  })
})

describe('the hub’s list after an end', () => {
  it('makes no new spawn when it is older than the end', () => {
    const { watcher, event, record } = watch()
    watcher.seen([pending()], Date.now())
    event(0, failed)
    watcher.seen([pending()], Date.now())
    expect(record()?.outcome).toBe('failed')
  })

  it('makes a new spawn when the server has been started since', async () => {
    const { watcher, event, record } = watch()
    watcher.seen([pending()], Date.now())
    event(0, failed)
    await vi.advanceTimersByTimeAsync(60_000)
    watcher.seen([pending(began + 50_000)], Date.now())
    expect(record()).toMatchObject({ outcome: 'waiting', startedAt: began + 50_000, events: [] })
  })
})

describe('asking for a failure after the fact', () => {
  it('is watched like a spawn until it is answered', () => {
    const { watcher, watched, event, record, onOver } = watch()
    watcher.ask([ask()])
    expect(watched()).toEqual([alice])
    event(0, failed, true)
    expect(record()).toMatchObject({ origin: 'asked', outcome: 'failed' })
    expect(watched()).toEqual([])
    expect(onOver).not.toHaveBeenCalled()
  })

  it('gives way to a start', async () => {
    const { watcher, event, record } = watch()
    watcher.ask([ask()])
    watcher.started(alice)
    await vi.advanceTimersByTimeAsync(200)
    event(0, requested)
    expect(record()).toMatchObject({ origin: 'started', outcome: 'running' })
  })

  it('is forgotten when someone else looks at the page', () => {
    const { watcher, watched, refuse } = watch()
    watcher.ask([ask()])
    refuse(404)
    watcher.reset()
    watcher.ask([ask()])
    expect(watched()).toEqual([alice])
  })
})

it('ignores frames about servers it does not follow', () => {
  const { watcher, event, store } = watch()
  event(0, failed)
  watcher.frame({ kind: 'closed', server: 'nonsense', at: 0, complete: true })
  expect(store.snapshot().records.size).toBe(0)
})
