import { describe, expect, it } from 'vitest'
import { serverKey } from '#hub/server-key.ts'
import type { OwnedServer } from '../servers.ts'
import { type AskServer, ReachStore, type ServerCheck } from './reach-store.ts'

const owned = (user: string): OwnedServer => ({
  key: serverKey(user, ''),
  user: { name: user },
  server: { name: '', ready: true, pending: null, started: null, last_activity: null, url: `/user/${user}/` },
})
const many = Array.from({ length: 10 }, (_, index) => owned(`user-${index}`))

const checkOf = ({ user, server }: OwnedServer): ServerCheck => ({
  at: 1,
  started: server.started,
  reach: { user: user.name, server: '', ready: true, asked: { at: 1, ms: 1 } },
  verdict: { kind: 'reached' },
  parts: { well: [], unlooked: [] },
})

/** Asks that are answered one by one, by the test. */
function answering() {
  const waiting: (() => void)[] = []
  const asked: string[] = []
  const ask: AskServer = (one, signal) =>
    new Promise((resolve, reject) => {
      asked.push(one.user.name)
      signal.addEventListener('abort', () => reject(signal.reason as Error))
      waiting.push(() => resolve(checkOf(one)))
    })
  const answer = async () => {
    waiting.shift()?.()
    await Promise.resolve()
    await Promise.resolve()
    await Promise.resolve()
  }
  return { ask, asked, answer }
}

describe('a sweep over many servers', () => {
  it('asks four at once, and the next when one has answered', async () => {
    const store = new ReachStore()
    const { ask, asked, answer } = answering()
    const sweep = store.sweep(many, ask)
    expect(asked).toHaveLength(4)
    expect(store.snapshot().asking.size).toBe(4)
    await answer()
    expect(asked).toHaveLength(5)
    expect(store.snapshot().swept).toMatchObject({ done: 1, state: 'running' })
    for (const _ of many) await answer()
    await sweep
    expect(store.snapshot().swept).toMatchObject({ done: 10, state: 'done' })
    expect(store.snapshot().checks.size).toBe(10)
    expect(store.snapshot().asking.size).toBe(0)
  })

  it('is one at a time', async () => {
    const store = new ReachStore()
    const { ask, asked } = answering()
    void store.sweep(many, ask)
    await store.sweep(many, ask)
    expect(asked).toHaveLength(4)
  })

  it('ends when it is cancelled; what it found stays, and nothing is asked after', async () => {
    const store = new ReachStore()
    const { ask, asked, answer } = answering()
    const sweep = store.sweep(many, ask)
    await answer()
    store.cancel()
    await sweep
    expect(store.snapshot()).toMatchObject({ swept: { done: 1, state: 'cancelled' }, failure: undefined })
    expect([...store.snapshot().checks.keys()]).toEqual(['user-0/'])
    expect(asked).toHaveLength(5)
  })

  it('breaks off when asking fails, and says why', async () => {
    const store = new ReachStore()
    await store.sweep(many, () => Promise.reject(new Error('no such chunk')))
    expect(store.snapshot().failure).toEqual(new Error('no such chunk'))
    expect(store.snapshot().swept?.state).toBe('cancelled')
  })

  it('leaves no check behind when somebody else logs in meanwhile', async () => {
    const store = new ReachStore()
    const { ask, answer } = answering()
    const one = store.check(owned('ada'), ask)
    store.clear()
    await answer()
    await one
    expect(store.snapshot().checks.size).toBe(0)
  })
})

it('asks one server once, however often it is pressed', async () => {
  const store = new ReachStore()
  const { ask, asked, answer } = answering()
  const first = store.check(owned('ada'), ask)
  await store.check(owned('ada'), ask)
  await answer()
  await first
  expect(asked).toEqual(['ada'])
  expect(store.snapshot().checks.get(serverKey('ada', ''))?.verdict.kind).toBe('reached')
})
