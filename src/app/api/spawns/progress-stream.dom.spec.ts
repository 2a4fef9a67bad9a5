import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { HubFailure } from '#hub/errors.ts'
import { type ServerKey, serverKey } from '#hub/server-key.ts'
import type { ProgressFrame } from '#server/contract.ts'
import type { ConnectionListener } from './progress-connection.ts'
import { ProgressStream, type StreamState } from './progress-stream.ts'

const [alice, bob] = [serverKey('alice', ''), serverKey('bob', 'gpu')]

interface Connection {
  servers: readonly ServerKey[]
  listener: ConnectionListener
  signal: AbortSignal
  end: () => void
  fail: (failure: HubFailure) => void
}

function stream() {
  const connections: Connection[] = []
  const frames: ProgressFrame[] = []
  const states: StreamState[] = []
  const onSignedOut = vi.fn()
  const it = new ProgressStream(
    {
      onFrame: (frame) => void frames.push(frame),
      onState: (state) => void states.push(state),
      onClock: () => {},
      onSignedOut,
    },
    (servers, listener, signal) =>
      new Promise((resolve, reject) => {
        connections.push({ servers, listener, signal, end: resolve, fail: reject })
        signal.addEventListener('abort', () => resolve())
      }),
  )
  const last = () => {
    const connection = connections.at(-1)
    if (!connection) throw new Error('nothing is connected')
    return connection
  }
  const open = () => connections.filter(({ signal }) => !signal.aborted)
  return { stream: it, connections, frames, states, last, open, onSignedOut }
}

const opened = (server: ServerKey): ProgressFrame => ({ kind: 'opened', server, at: 0, status: 200 })
const closed = (server: ServerKey): ProgressFrame => ({ kind: 'closed', server, at: 0, complete: true })
const broken = new HubFailure({ tag: 'unreachable', operation: 'progress', timedOut: false, message: 'gone' })

beforeEach(() => {
  vi.useFakeTimers()
  vi.spyOn(Math, 'random').mockReturnValue(0.5)
})

afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

describe('the progress stream', () => {
  it('carries all servers in one connection, opened once for changes that come together', async () => {
    const { stream: it, connections, last } = stream()
    it.watch([alice])
    it.watch([alice, bob])
    await vi.advanceTimersByTimeAsync(100)
    expect(connections).toHaveLength(1)
    expect(last().servers).toEqual([alice, bob])
  })

  it('is opened anew for a server that is added, and not for one that leaves', async () => {
    const { stream: it, connections, open, last } = stream()
    it.watch([alice])
    await vi.advanceTimersByTimeAsync(100)
    it.watch([alice, bob])
    await vi.advanceTimersByTimeAsync(100)
    expect(connections).toHaveLength(2)
    expect(open()).toHaveLength(1)
    it.watch([bob])
    await vi.advanceTimersByTimeAsync(60_000)
    expect(connections).toHaveLength(2)
    expect(last().signal.aborted).toBe(false)
  })

  it('is closed when there is nothing to watch', async () => {
    const { stream: it, open, states } = stream()
    it.watch([alice])
    await vi.advanceTimersByTimeAsync(100)
    it.watch([])
    expect(open()).toEqual([])
    expect(states.at(-1)).toEqual({ status: 'idle', silent: false })
  })

  it('lets go in a hidden tab and takes up again what is still wanted', async () => {
    const { stream: it, open, last } = stream()
    it.watch([alice])
    await vi.advanceTimersByTimeAsync(100)
    it.pause(true)
    expect(open()).toEqual([])
    it.watch([bob])
    await vi.advanceTimersByTimeAsync(1_000)
    expect(open()).toEqual([])
    it.pause(false)
    await vi.advanceTimersByTimeAsync(100)
    expect(last().servers).toEqual([bob])
  })

  it('opens again for a server whose stream ended and that is wanted once more', async () => {
    const { stream: it, connections, last, frames } = stream()
    it.watch([alice, bob])
    await vi.advanceTimersByTimeAsync(100)
    last().listener.onFrame(closed(alice))
    expect(frames).toEqual([closed(alice)])
    it.watch([bob])
    it.watch([bob, alice])
    await vi.advanceTimersByTimeAsync(200)
    expect(connections).toHaveLength(2)
  })

  it('hears nothing of a connection that it has left', async () => {
    const { stream: it, connections, frames } = stream()
    it.watch([alice])
    await vi.advanceTimersByTimeAsync(100)
    it.watch([alice, bob])
    await vi.advanceTimersByTimeAsync(100)
    connections[0]?.listener.onFrame(opened(alice))
    expect(frames).toEqual([])
  })

  it('knows when events happened that fell between two connections, and not when they fell before the first', async () => {
    const { stream: it, last, frames } = stream()
    const event = (server: ServerKey): ProgressFrame => ({
      kind: 'event',
      server,
      at: 0,
      index: 0,
      replayed: true,
      event: {},
    })
    it.watch([alice])
    await vi.advanceTimersByTimeAsync(100)
    it.watch([alice, bob])
    await vi.advanceTimersByTimeAsync(100)
    last().listener.onFrame(event(alice))
    last().listener.onFrame(event(bob))
    expect(frames).toMatchObject([
      { server: alice, replayed: false },
      { server: bob, replayed: true },
    ])
  })

  it('never asks for more servers than the service takes', async () => {
    const { stream: it, last } = stream()
    it.watch(Array.from({ length: 150 }, (_, index) => serverKey(`user-${index}`, '')))
    await vi.advanceTimersByTimeAsync(100)
    expect(last().servers).toHaveLength(100)
  })
})

describe('a progress stream that breaks off', () => {
  it('is tried again after growing pauses, and says so', async () => {
    const { stream: it, connections, last, states } = stream()
    it.watch([alice])
    await vi.advanceTimersByTimeAsync(100)
    for (const pause of [1_000, 2_000, 4_000]) {
      const before = connections.length
      last().fail(broken)
      await vi.advanceTimersByTimeAsync(pause - 1)
      expect(states.at(-1)?.status).toBe('broken')
      expect(connections).toHaveLength(before)
      await vi.advanceTimersByTimeAsync(1)
      expect(connections).toHaveLength(before + 1)
    }
  })

  it('starts with short pauses again after a connection that lasted', async () => {
    const { stream: it, connections, last } = stream()
    it.watch([alice])
    await vi.advanceTimersByTimeAsync(100)
    last().fail(broken)
    await vi.advanceTimersByTimeAsync(1_000)
    await vi.advanceTimersByTimeAsync(10_000)
    last().fail(broken)
    await vi.advanceTimersByTimeAsync(1_000)
    expect(connections).toHaveLength(3)
  })

  it('is tried at once for a server that is new', async () => {
    const { stream: it, connections, last } = stream()
    it.watch([alice])
    await vi.advanceTimersByTimeAsync(100)
    last().fail(broken)
    await vi.advanceTimersByTimeAsync(0)
    it.watch([alice, bob])
    await vi.advanceTimersByTimeAsync(100)
    expect(connections).toHaveLength(2)
  })

  it('stays closed after the login has ended', async () => {
    const { stream: it, connections, last, onSignedOut } = stream()
    it.watch([alice])
    await vi.advanceTimersByTimeAsync(100)
    last().fail(
      new HubFailure({ tag: 'signed-out', operation: 'progress', reason: 'expired', message: 'over' }),
    )
    await vi.advanceTimersByTimeAsync(60_000)
    expect(onSignedOut).toHaveBeenCalledOnce()
    expect(connections).toHaveLength(1)
  })
})

describe('a progress stream that is held back', () => {
  it('is told when not even the first sign arrives in ten seconds, and until one does', async () => {
    const { stream: it, last, states } = stream()
    it.watch([alice])
    await vi.advanceTimersByTimeAsync(100)
    await vi.advanceTimersByTimeAsync(10_000)
    expect(states.at(-1)).toEqual({ status: 'open', silent: true })
    last().listener.onSign()
    expect(states.at(-1)).toEqual({ status: 'open', silent: false })
  })

  it('is not confused with a spawner that says nothing: keep-alives are signs', async () => {
    const { stream: it, last, states } = stream()
    it.watch([alice])
    await vi.advanceTimersByTimeAsync(100)
    for (let round = 0; round < 5; round += 1) {
      last().listener.onSign()
      await vi.advanceTimersByTimeAsync(8_000)
    }
    expect(states.some(({ silent }) => silent)).toBe(false)
  })
})
