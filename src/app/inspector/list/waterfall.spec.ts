import { expect, test } from 'vitest'
import { exchangeWith } from '../testing/exchange-with.ts'
import { waterfall } from './waterfall.ts'

test('requests that follow closely share an axis', () => {
  const bars = waterfall(
    [
      exchangeWith({ id: 1, askedAt: 1_000, sentAt: 1_000, doneAt: 1_200 }),
      exchangeWith({ id: 2, askedAt: 1_100, sentAt: 1_200, doneAt: 1_400 }),
    ],
    9_000,
  )
  expect(bars.get(1)).toEqual({ start: 0, queued: 0, sent: 50 })
  expect(bars.get(2)).toEqual({ start: 25, queued: 25, sent: 50 })
})

test('after a pause a new axis begins', () => {
  const bars = waterfall(
    [
      exchangeWith({ id: 1, askedAt: 1_000, sentAt: 1_000, doneAt: 1_200 }),
      exchangeWith({ id: 2, askedAt: 60_000, sentAt: 60_000, doneAt: 60_200 }),
    ],
    90_000,
  )
  expect(bars.get(1)).toEqual({ start: 0, queued: 0, sent: 100 })
  expect(bars.get(2)).toEqual({ start: 0, queued: 0, sent: 100 })
})

test('a short answer alone does not fill the axis', () => {
  const bars = waterfall([exchangeWith({ askedAt: 1_000, sentAt: 1_000, doneAt: 1_010 })], 9_000)
  expect(bars.get(1)).toEqual({ start: 0, queued: 0, sent: 10 })
})

test('what is under way ends now, and what waits has only waited', () => {
  const bars = waterfall(
    [
      exchangeWith({ id: 1, askedAt: 1_000, sentAt: 1_500, doneAt: undefined }),
      exchangeWith({ id: 2, askedAt: 1_000, sentAt: undefined, doneAt: undefined }),
    ],
    2_000,
  )
  expect(bars.get(1)).toEqual({ start: 0, queued: 50, sent: 50 })
  expect(bars.get(2)).toEqual({ start: 0, queued: 100, sent: 0 })
})

test('a stream runs to the edge and stretches nothing', () => {
  const bars = waterfall(
    [
      exchangeWith({ id: 1, askedAt: 1_000, sentAt: 1_000, doneAt: 1_200 }),
      exchangeWith({ id: 2, askedAt: 1_100, sentAt: 1_100, doneAt: undefined, frames: 3 }),
    ],
    600_000,
  )
  expect(bars.get(1)).toEqual({ start: 0, queued: 0, sent: 100 })
  expect(bars.get(2)).toEqual({ start: 50, queued: 0, sent: 50 })
})

test('nothing has no bars', () => {
  expect(waterfall([], 0).size).toBe(0)
})
