import { describe, expect, test } from 'vitest'
import type { HubError } from '#hub/errors.ts'
import { countOutcomes, outcomeOf } from './outcome.ts'
import { exchangeWith } from '../testing/exchange-with.ts'

const base = { operation: 'listUsers', message: '' }
const refused: HubError = {
  ...base,
  tag: 'refused',
  status: 403,
  answeredBy: 'hub',
  requiredScopes: undefined,
  retryAfter: undefined,
}
const errors = {
  refused,
  signedOut: { ...base, tag: 'signed-out', reason: 'expired' },
  unreachable: { ...base, tag: 'unreachable', timedOut: false },
  mismatch: { ...base, tag: 'mismatch', path: '' },
  aborted: { ...base, tag: 'aborted' },
} satisfies Record<string, HubError>

describe('an exchange ended', () => {
  test.each([
    ['answered', exchangeWith()],
    ['under-way', exchangeWith({ doneAt: undefined })],
    ['refused', exchangeWith({ error: errors.refused })],
    ['refused', exchangeWith({ error: errors.signedOut })],
    ['failed', exchangeWith({ error: errors.unreachable })],
    ['failed', exchangeWith({ error: errors.mismatch })],
    ['taken-back', exchangeWith({ error: errors.aborted })],
  ] as const)('%s', (outcome, exchange) => {
    expect(outcomeOf(exchange)).toBe(outcome)
  })
})

test('outcomes are counted', () => {
  const list = [
    exchangeWith(),
    exchangeWith({ error: errors.refused }),
    exchangeWith({ error: errors.refused }),
  ]
  expect(countOutcomes(list)).toEqual({ 'under-way': 0, answered: 1, refused: 2, failed: 0, 'taken-back': 0 })
})
