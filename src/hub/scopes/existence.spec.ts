import { expect, test } from 'vitest'
import { versionOf } from '../testing/version-of.ts'
import { findNonexistent } from './existence.ts'

const hub6 = versionOf('6.1.1')
const messageOf = (scopes: string[], version = hub6) => findNonexistent(scopes, version, 'token')?.message

test('scopes of the hub’s version exist, with and without the filters it knows', () => {
  expect(
    messageOf(['users', 'servers!server', 'self', 'read:users!group=a=b', 'users!user=', 'proxy!']),
  ).toBeUndefined()
})

test.each([
  ['users:all', "Scope 'users:all' for token does not exist"],
  ['all!user', "Draft scope 'all' is now called 'inherit'"],
  ['users!group', "Scope filter group '!group' in scope 'users!group' for token does not exist"],
  ['users!name=ada', "Scope filter name=ada '!name=ada' in scope 'users!name=ada' for token does not exist"],
])('%s does not', (scope, message) => {
  expect(messageOf(['users', scope])).toBe(message)
})

test('scopes of later versions do not, and custom ones do where they are defined', () => {
  expect(messageOf(['start:servers'], versionOf('5.5.4'))).toContain('start:servers')
  expect(messageOf(['custom:lab:read'])).toContain('custom:lab:read')
  const custom = new Map([['custom:lab:read', []]])
  expect(findNonexistent(['custom:lab:read!user'], hub6, 'token', custom)).toBeUndefined()
})
