import { expect, test } from 'vitest'
import { HubFailure, requiredScopesOf } from './errors.ts'

test('reads the required scopes from the hub’s own denial, in its order', () => {
  const text =
    'Action is not authorized with current scopes; requires any of [read:users, read:users:name, read:servers]'
  expect(requiredScopesOf(text)).toEqual(['read:users', 'read:users:name', 'read:servers'])
})

test('reads one required scope, and none from an empty list', () => {
  expect(requiredScopesOf('requires any of [delete:servers]')).toEqual(['delete:servers'])
  expect(requiredScopesOf('requires any of []')).toEqual([])
})

test.each([
  null,
  undefined,
  '',
  'Missing or invalid credentials.',
  'No access to resources or resources not found',
])('finds no scopes in %j', (message) => {
  expect(requiredScopesOf(message)).toBeUndefined()
})

test('a failure carries its detail, its sentence and the exchange it belongs to', () => {
  const failure = new HubFailure(
    { tag: 'unreachable', operation: 'listUsers', message: 'No answer in time.', timedOut: true },
    7,
  )
  expect(failure.message).toBe('No answer in time.')
  expect(failure.exchange).toBe(7)
  expect(failure.detail.tag).toBe('unreachable')
})
