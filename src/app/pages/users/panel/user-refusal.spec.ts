import { expect, it } from 'vitest'
import { filteredMessage, HubFailure, type RefusedError } from '#hub/errors.ts'
import { refusalOfUser } from './user-refusal.ts'

const refused = (change: Partial<RefusedError>) =>
  new HubFailure({
    tag: 'refused',
    operation: 'getUser',
    status: 404,
    answeredBy: 'hub',
    message: 'Not Found',
    requiredScopes: undefined,
    retryAfter: undefined,
    ...change,
  })

it('does not call a user gone that a filter may leave out', () => {
  expect(refusalOfUser(refused({ message: filteredMessage }))).toBe('not-shown')
})

it('calls a user gone when the hub says there is none', () => {
  expect(refusalOfUser(refused({}))).toBe('gone')
  expect(refusalOfUser(refused({ message: 'No such user: ada' }))).toBe('gone')
})

it('does not judge answers that are not the hub’s, or other refusals', () => {
  expect(refusalOfUser(refused({ answeredBy: 'proxy' }))).toBeUndefined()
  expect(refusalOfUser(refused({ status: 403 }))).toBeUndefined()
  expect(refusalOfUser(new Error('x'))).toBeUndefined()
})
