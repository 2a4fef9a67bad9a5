import { describe, expect, test } from 'vitest'
import { versionOf } from '../testing/version-of.ts'
import { adminsHold } from './admin-role.ts'
import { isDefined, parentsOf, scopeNames, superscopesOf, withSubscopes } from './hierarchy.ts'

const hub3 = versionOf('3.1.1')
const hub5 = versionOf('5.5.4')
const hub6 = versionOf('6.1.1')

test.each([
  ['3.1.1', 40],
  ['4.1.6', 40],
  ['5.5.4', 47],
  ['6.1.1', 48],
])('hub %s defines %i scopes', (text, count) => {
  expect(scopeNames(versionOf(text))).toHaveLength(count)
})

describe('subscopes', () => {
  test.each([
    ['read:users', 'read:users read:users:activity read:users:groups read:users:name'],
    ['list:users', 'list:users read:users:name'],
    [
      'admin:users',
      'admin:auth_state admin:users delete:users list:users read:roles:users read:users read:users:activity read:users:groups read:users:name users users:activity',
    ],
    [
      'admin:servers',
      'admin:server_state admin:servers delete:servers read:servers read:users:name servers start:servers',
    ],
    [
      'admin:groups',
      'admin:groups delete:groups groups list:groups read:groups read:groups:name read:roles:groups',
    ],
    ['read:roles', 'read:roles read:roles:groups read:roles:services read:roles:users'],
    ['tokens', 'read:tokens tokens'],
    [
      'shares',
      'access:servers groups:shares read:groups:shares read:shares read:users:shares shares users:shares',
    ],
    ['proxy', 'proxy'],
    ['custom:unknown', 'custom:unknown'],
  ])('of %s reach every level', (base, all) => {
    expect(withSubscopes(base, hub6).toSorted().join(' ')).toBe(all)
  })

  test('of servers have no start:servers before 6.0', () => {
    expect(withSubscopes('servers', hub5)).not.toContain('start:servers')
    expect(withSubscopes('servers', hub6)).toContain('start:servers')
  })
})

test('shares exist from 5.0', () => {
  expect(isDefined('shares', hub3)).toBe(false)
  expect(isDefined('shares', hub5)).toBe(true)
  expect(isDefined('toString', hub6)).toBe(false)
})

test('superscopes are every way to hold a scope, the nearest first', () => {
  expect(parentsOf('delete:servers', hub6)).toEqual(['servers'])
  expect(superscopesOf('delete:servers', hub6)).toEqual(['servers', 'admin:servers'])
  expect(superscopesOf('read:roles:services', hub3)).toEqual(['read:roles'])
  expect(superscopesOf('read:roles:services', hub5)).toEqual(['read:roles', 'admin:services'])
  expect(superscopesOf('proxy', hub6)).toEqual([])
})

test('admins hold what the role admin holds in their hub', () => {
  expect(adminsHold('delete:servers', hub3)).toBe(true)
  expect(adminsHold('start:servers', hub6)).toBe(true)
  expect(adminsHold('shares', hub3)).toBe(false)
  expect(adminsHold('shares', hub5)).toBe(true)
  expect(adminsHold('custom:thing', hub6)).toBe(false)
})
