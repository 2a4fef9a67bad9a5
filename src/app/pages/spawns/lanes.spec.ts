import { describe, expect, it } from 'vitest'
import { type ServerKey, serverKey } from '#hub/server-key.ts'
import { newSpawn, type SpawnRecord } from '../../api/spawns/spawn-record.ts'
import { axisOf, laneOf, median, orderLanes } from './lanes.ts'

const now = 10_000_000
const seconds = (count: number) => count * 1_000

function spawn(
  change: Partial<SpawnRecord> & { ago?: number } = {},
  key: ServerKey = serverKey('alice', ''),
) {
  const { ago = 10, ...rest } = change
  const startedAt = now - seconds(ago)
  return { ...newSpawn(key, 'seen', startedAt, { startedAt }), outcome: 'running' as const, ...rest }
}

function ended(outcome: SpawnRecord['outcome'], ago: number, took: number, key?: ServerKey): SpawnRecord {
  const endedAt = now - seconds(ago)
  return spawn({ outcome, ago: ago + took, endedAt, finishedAt: endedAt }, key)
}

describe('the order of the lanes', () => {
  it('is: under way with the longest first, failed with the latest first, then the rest', () => {
    const lanes = [
      ended('ready', 5, 20, 'ready/'),
      ended('failed', 60, 5, 'failed-early/'),
      spawn({ ago: 10 }, 'young/'),
      ended('failed', 30, 5, 'failed-late/'),
      spawn({ ago: 40 }, 'old/'),
      ended('cancelled', 2, 5, 'cancelled/'),
    ]
    expect(orderLanes(lanes).map(({ key }) => key)).toEqual([
      'old/',
      'young/',
      'failed-late/',
      'failed-early/',
      'cancelled/',
      'ready/',
    ])
  })
})

describe('the time axis', () => {
  it('leaves room for the words beside the longest bar', () => {
    const axis = axisOf([spawn({ ago: 43 })], undefined, now)
    expect(axis.end).toBe(seconds(90))
    expect(axis.marks).toEqual([0, 30, 60, 90].map(seconds))
    expect(laneOf(spawn({ ago: 43 }), axis, now).bar).toBeLessThanOrEqual(60)
  })

  it('has an end and a few round marks for nothing at all', () => {
    expect(axisOf([], undefined, now)).toEqual({
      end: seconds(15),
      cut: seconds(9),
      marks: [0, 3, 6, 9, 12, 15].map(seconds),
    })
  })

  it('has between two and six marks, whatever it spans', () => {
    for (const ago of [1, 10, 20, 33, 50, 70, 100, 200, 500, 900, 2_000, 5_000, 20_000, 80_000, 400_000]) {
      const { end, marks } = axisOf([spawn({ ago })], seconds(ago), now)
      expect(end).toBeGreaterThanOrEqual(seconds(ago))
      expect(marks.length, `${ago} s`).toBeGreaterThan(2)
      expect(marks.length, `${ago} s`).toBeLessThanOrEqual(6)
    }
  })

  it('is not stretched by one stuck spawn, whose bar is cut', () => {
    const stuck = spawn({ ago: 3_600 })
    const lanes = [stuck, ended('ready', 5, 20, 'a/'), ended('ready', 5, 22, 'b/')]
    const axis = axisOf(lanes, seconds(21), now)
    expect(axis.end).toBeLessThanOrEqual(seconds(180))
    expect(laneOf(stuck, axis, now)).toMatchObject({ cut: true, bar: 60, duration: seconds(3_600) })
  })
})

describe('a lane', () => {
  const axis = { end: seconds(100), cut: seconds(60), marks: [] }
  const event = (at: number | undefined, index = 0) => ({ index, at, progress: undefined, message: 'x' })

  it('has a tick for every event whose time is known', () => {
    const record = spawn({
      ago: 40,
      events: [event(undefined), event(now - seconds(30), 1), event(now - seconds(20), 2)],
    })
    expect(laneOf(record, axis, now).ticks).toEqual([10, 20])
  })

  it('has no bar when the start is not known', () => {
    const record = { ...ended('failed', 60, 5), startedAt: undefined }
    expect(laneOf(record, axis, now)).toMatchObject({ bar: undefined, duration: undefined, ticks: [] })
  })

  it('tells how long nothing has been heard', () => {
    const record = spawn({ ago: 43, watchedAt: 0, events: [event(now - seconds(36))], message: 'Pulling' })
    expect(laneOf(record, axis, now)).toMatchObject({ quiet: true, text: 'no event for 36 s · Pulling' })
  })
})

describe('the usual start', () => {
  it('is the middle one', () => {
    expect(median([])).toBeUndefined()
    expect(median([30, 10, 20])).toBe(20)
    expect(median([10, 20])).toBe(15)
  })
})
