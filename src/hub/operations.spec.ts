import { expect, test } from 'vitest'
import { operationOf, operations, type OperationId, requiredScopes } from './operations.ts'
import { scopeNames } from './scopes/hierarchy.ts'
import { versionOf } from './testing/version-of.ts'

const newest = versionOf('6.1.1')
const ids = Object.keys(operations) as OperationId[]

test.each(ids)('%s asks only for scopes that exist in every hub that has it', (id) => {
  const { since } = operationOf(id)
  for (const text of ['3.1.1', '4.1.6', '5.5.4', '6.1.1']) {
    const hub = versionOf(text)
    if (hub.major < Number.parseInt(since, 10)) continue
    expect(scopeNames(hub)).toEqual(expect.arrayContaining([...requiredScopes(id, hub)]))
  }
})

test.each(ids)('%s asks for scopes exactly when its target is more than a credential', (id) => {
  const { scopes, target } = operationOf(id)
  expect(scopes.length === 0).toBe(target === 'public' || target === 'any-credential')
})

test('starting a server asked for servers before 6.0', () => {
  expect(requiredScopes('startServer', versionOf('5.5.4'))).toEqual(['servers'])
  expect(requiredScopes('startServer', versionOf('3.1.1'))).toEqual(['servers'])
  expect(requiredScopes('startServer', newest)).toEqual(['start:servers'])
})

test('nothing asks for a scope that is as strong as admin', () => {
  expect(ids.filter((id) => requiredScopes(id, newest).includes('admin:services'))).toEqual([])
})

test('every operation has its own sentence', () => {
  const labels = ids.map((id) => operationOf(id).label)
  expect(new Set(labels).size).toBe(labels.length)
})
