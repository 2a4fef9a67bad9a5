import { describe, expect, test } from 'vitest'
import { exchangeWith } from '../testing/exchange-with.ts'
import { timeSpent } from './timing.ts'

describe('where the time of an exchange went', () => {
  test('queue, way, hub and receiving add up to the whole', () => {
    const exchange = exchangeWith({
      askedAt: 1_000,
      sentAt: 1_004,
      answeredAt: 1_019,
      doneAt: 1_021,
      upstreamMs: 9,
    })
    expect(timeSpent(exchange, 0)).toEqual([
      { part: 'queue', ms: 4 },
      { part: 'way', ms: 6 },
      { part: 'hub', ms: 9 },
      { part: 'receiving', ms: 2 },
    ])
  })

  test('a service whose clock runs otherwise makes no time negative', () => {
    const spent = timeSpent(exchangeWith({ answeredAt: 1_015, doneAt: 1_015, upstreamMs: 400 }), 0)
    expect(spent).toEqual([{ part: 'hub', ms: 15 }])
  })

  test('what is under way ends now', () => {
    const waiting = exchangeWith({
      sentAt: undefined,
      answeredAt: undefined,
      doneAt: undefined,
      upstreamMs: undefined,
    })
    expect(timeSpent(waiting, 3_000)).toEqual([{ part: 'queue', ms: 2_000 }])
    const asking = exchangeWith({ answeredAt: undefined, doneAt: undefined, upstreamMs: undefined })
    expect(timeSpent(asking, 3_000)).toEqual([{ part: 'way', ms: 2_000 }])
  })
})
