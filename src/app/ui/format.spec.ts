import { describe, expect, it } from 'vitest'
import {
  formatAmount,
  formatCount,
  formatDate,
  formatDuration,
  formatLatency,
  formatRelative,
  parseTime,
} from './format.ts'

const second = 1_000
const minute = 60 * second
const hour = 60 * minute
const day = 24 * hour
const now = Date.parse('2026-11-22T12:00:00Z')

describe('a duration', () => {
  it('has two figures at most', () => {
    expect(formatDuration(18.9 * second)).toBe('18 s')
    expect(formatDuration(4 * minute + 5 * second)).toBe('4 m 05 s')
    expect(formatDuration(2 * hour + 4 * minute)).toBe('2 h 04 m')
    expect(formatDuration(day + 4 * hour)).toBe('1 d 4 h')
    expect(formatDuration(45 * day)).toBe('45 d')
  })

  it('is never negative', () => {
    expect(formatDuration(-second)).toBe('0 s')
  })
})

describe('a latency', () => {
  it('is given in the unit it is felt in', () => {
    expect(formatLatency(9.4)).toBe('9 ms')
    expect(formatLatency(1_440)).toBe('1.4 s')
    expect(formatLatency(18_000)).toBe('18 s')
  })
})

describe('a moment', () => {
  it('is told by its distance', () => {
    expect(formatRelative(now - 2 * second, now)).toBe('just now')
    expect(formatRelative(now - 18 * second, now)).toBe('18 s ago')
    expect(formatRelative(now - 59 * minute, now)).toBe('59 m ago')
    expect(formatRelative(now - 3 * hour, now)).toBe('3 h ago')
    expect(formatRelative(now - 27 * day, now)).toBe('27 d ago')
  })

  it('far away is told by its date', () => {
    expect(formatRelative(now - 40 * day, now)).toBe('13 Oct')
    expect(formatRelative(now - 400 * day, now)).toBe('18 Oct 2025')
  })

  it('to come is told as such, but for the few seconds by which clocks differ', () => {
    expect(formatRelative(now + 20 * second, now)).toBe('just now')
    expect(formatRelative(now + 2 * day, now)).toBe('in 2 d')
  })

  it('has the year only when it is another one', () => {
    expect(formatDate(Date.parse('2026-02-14T12:00:00Z'), now)).toBe('14 Feb')
    expect(formatDate(Date.parse('2024-02-14T12:00:00Z'), now)).toBe('14 Feb 2024')
  })

  it('that cannot be read is none', () => {
    expect(parseTime('2026-11-22T12:00:00Z')).toBe(now)
    expect(parseTime('yesterday')).toBeUndefined()
    expect(parseTime(null)).toBeUndefined()
  })
})

describe('a count', () => {
  it('groups its thousands', () => {
    expect(formatCount(1284)).toBe('1,284')
  })

  it('agrees with its noun', () => {
    expect(formatAmount(1, 'user')).toBe('1 user')
    expect(formatAmount(0, 'user')).toBe('0 users')
    expect(formatAmount(2, 'match', 'matches')).toBe('2 matches')
  })
})
