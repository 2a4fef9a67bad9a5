import { describe, expect, it } from 'vitest'
import type { ProgressEvent } from '#hub/progress.ts'
import type { ProgressFrame } from '#server/contract.ts'
import {
  failureReason,
  isStaleFailure,
  lastHeard,
  newSpawn,
  spawnDuration,
  type SpawnRecord,
  withFrame,
} from './spawn-record.ts'

const start = 1_000_000

function event(index: number, event: ProgressEvent, at = start + 5_000, replayed = false): ProgressFrame {
  return { kind: 'event', server: 'alice/', at, index, replayed, event }
}

function seen(...frames: ProgressFrame[]): SpawnRecord {
  return frames.reduce(withFrame, newSpawn('alice/', 'seen', start, { startedAt: start }))
}

describe('a spawn’s events', () => {
  it('are kept in order, with the latest percent and words on top', () => {
    const record = seen(
      event(0, { progress: 0, message: 'Server requested' }),
      event(1, { progress: 40, message: 'Pulling' }, start + 6_000),
      event(2, { message: 'Still pulling' }, start + 7_000),
    )
    expect(record).toMatchObject({ outcome: 'running', progress: 40, message: 'Still pulling' })
    expect(record.events.map(({ at }) => at)).toEqual([start + 5_000, start + 6_000, start + 7_000])
  })

  it('come once, however often the hub repeats its list, and keep the time at which they were first seen', () => {
    const record = seen(
      event(0, { message: 'Server requested' }),
      event(0, { message: 'Server requested' }, start + 60_000, true),
      event(1, { message: 'Pulling' }, start + 60_000, true),
    )
    expect(record.events).toEqual([
      { index: 0, at: start + 5_000, progress: undefined, message: 'Server requested' },
      { index: 1, at: undefined, progress: undefined, message: 'Pulling' },
    ])
  })

  it('start anew when another text stands in the same place: that is another spawn’s list', () => {
    const record = seen(
      event(0, { message: 'Server requested' }),
      event(1, { message: 'Pulling' }),
      event(0, { message: 'Second try' }),
    )
    expect(record.events.map(({ message }) => message)).toEqual(['Second try'])
  })

  it('have a known time when they were replayed within moments of the start', () => {
    expect(seen(event(0, { message: 'Server requested' }, start + 400, true)).events[0]?.at).toBe(start + 400)
  })

  it('never bring the spawner’s markup', () => {
    const record = seen(event(0, { progress: 10, html_message: '<b>boo</b>' } as ProgressEvent))
    expect(JSON.stringify(record)).not.toContain('boo')
  })

  it('keep the percent between 0 and 100', () => {
    expect(seen(event(0, { progress: 140 })).progress).toBe(100)
    expect(seen(event(0, { progress: -3 })).progress).toBe(0)
  })
})

describe('the end of a spawn', () => {
  it('is not believed when the stream says ready', () => {
    expect(seen(event(0, { ready: true, progress: 100 })).outcome).toBe('confirming')
  })

  it('keeps the spawner’s words and how far it had come when it failed', () => {
    const record = seen(
      event(0, { progress: 60, message: 'Pulling' }),
      event(1, { progress: 100, failed: true, message: 'Spawn failed: no such image' }, start + 30_000),
    )
    expect(record).toMatchObject({
      outcome: 'failed',
      reason: 'Spawn failed: no such image',
      progress: 60,
      endedAt: start + 30_000,
    })
    expect(spawnDuration(record, start + 99_000)).toBe(30_000)
  })

  it('has no time when it was only replayed', () => {
    const record = seen(event(0, { failed: true, message: 'Spawn failed: x' }, start + 60_000, true))
    expect(record.endedAt).toBeUndefined()
    expect(spawnDuration(record, start + 99_000)).toBeUndefined()
  })

  it('is a cancel when the hub says so', () => {
    expect(seen(event(0, { failed: true, message: 'Spawn cancelled' })).outcome).toBe('cancelled')
  })

  it('is final: later frames change nothing', () => {
    const failed = seen(event(0, { failed: true, message: 'Spawn failed: x' }))
    expect(withFrame(failed, event(1, { ready: true }))).toBe(failed)
  })
})

describe('a failure from before', () => {
  const failure = event(0, { failed: true, message: 'Spawn failed: last week' })
  const requested = newSpawn('alice/', 'started', start, { startedAt: start, requested: true })

  it('does not end a start that the hub has not dealt with yet', () => {
    expect(isStaleFailure(requested, failure)).toBe(true)
    expect(withFrame(requested, failure).outcome).toBe('waiting')
  })

  it('is a failure of this start once its request has been answered, or its events have begun', () => {
    expect(isStaleFailure({ ...requested, requested: false }, failure)).toBe(false)
    const begun = withFrame(requested, event(0, { message: 'Server requested' }))
    expect(isStaleFailure(begun, event(1, { failed: true }))).toBe(false)
  })
})

describe('silence', () => {
  it('counts from the last event with a time', () => {
    expect(lastHeard(seen(event(0, { message: 'Server requested' })))).toBe(start + 5_000)
  })

  it('counts from the begin of watching when all events were replayed', () => {
    const late = newSpawn('alice/', 'seen', start + 50_000, { startedAt: start })
    expect(lastHeard(withFrame(late, event(0, { message: 'x' }, start + 50_100, true)))).toBe(start + 50_000)
  })
})

it('keeps the spawner’s words of a failure apart from the hub’s', () => {
  expect(failureReason({ reason: 'Spawn failed: no such image' })).toBe('no such image')
  expect(failureReason({ reason: 'out of quota' })).toBe('out of quota')
  expect(failureReason({ reason: 'Spawn failed: ' })).toBeUndefined()
  expect(failureReason({ reason: 'Spawn failed' })).toBeUndefined()
  expect(failureReason({ reason: undefined })).toBeUndefined()
})
