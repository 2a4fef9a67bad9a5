import { describe, expect, it } from 'vitest'
import { filteredMessage, HubFailure, type RefusedError } from '#hub/errors.ts'
import { failureText } from './failure-text.ts'

function refused(change: Partial<RefusedError>): HubFailure {
  return new HubFailure({
    tag: 'refused',
    operation: 'stopServer',
    status: 403,
    answeredBy: 'hub',
    message: 'Action is not authorized with current scopes; requires any of [delete:servers]',
    requiredScopes: ['delete:servers'],
    retryAfter: undefined,
    ...change,
  })
}

describe('the sentence about a failure', () => {
  it('quotes whoever refused', () => {
    expect(failureText(refused({}))).toBe(
      'The hub refused: Action is not authorized with current scopes; requires any of [delete:servers].',
    )
    expect(failureText(refused({ status: 503, answeredBy: 'proxy', message: 'Service Unavailable' }))).toBe(
      'Something in between failed (503): Service Unavailable.',
    )
  })

  it('does not take a filtered answer for a deletion', () => {
    expect(failureText(refused({ status: 404, message: filteredMessage }))).toBe(
      'Out of your token’s reach, or not there: the hub does not say which.',
    )
  })

  it('is there for anything that can be thrown', () => {
    expect(failureText(new Error('Broken'))).toBe('Broken')
    expect(failureText('?')).toBe('Something went wrong in this page.')
  })
})
