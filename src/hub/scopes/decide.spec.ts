import { describe, expect, test } from 'vitest'
import type { OperationId } from '../operations.ts'
import { versionOf } from '../testing/version-of.ts'
import { decide, type Target } from './decide.ts'
import { parseScopes } from './parse.ts'

const none: Target = { kind: 'none' }
const alice: Target = { kind: 'user', user: 'alice' }
const gpu: Target = { kind: 'server', user: 'alice', server: 'gpu' }

function verdict(id: OperationId, target: Target, scopes: string[], hub = '6.1.1'): string {
  const decision = decide(id, target, parseScopes(scopes), { version: versionOf(hub) })
  return decision.verdict === 'denied' ? decision.why : decision.verdict
}

describe('without a filter', () => {
  test.each<[OperationId, Target, string]>([
    ['stopServer', gpu, 'delete:servers'],
    ['getUser', alice, 'read:roles:users'],
    ['listUsers', none, 'list:users'],
    ['listRoutes', none, 'proxy'],
    ['addGroupUsers', { kind: 'group', group: 'g' }, 'groups'],
    ['getService', { kind: 'service', service: 's' }, 'read:services:name'],
  ])('%s is allowed by its scope and by no other', (id, target, scope) => {
    expect(verdict(id, target, [scope])).toBe('allowed')
    expect(verdict(id, target, ['read:hub', 'shutdown'])).toBe('missing')
    expect(verdict(id, target, [])).toBe('missing')
  })

  test('the version and the own identity need no scope', () => {
    expect(verdict('getVersion', none, [])).toBe('allowed')
    expect(verdict('whoAmI', none, [])).toBe('allowed')
  })

  test('a denial names any scope that would do, for the hub’s version', () => {
    expect(decide('startServer', gpu, parseScopes([]), { version: versionOf('5.5.4') })).toMatchObject({
      verdict: 'denied',
      why: 'missing',
      scopes: ['servers'],
    })
    expect(decide('startServer', gpu, parseScopes([]), { version: versionOf('6.1.1') })).toMatchObject({
      scopes: ['start:servers'],
    })
  })
})

describe('a filter', () => {
  test.each<[Target, string, string]>([
    [gpu, 'server=alice/gpu', 'allowed'],
    [gpu, 'user=alice', 'allowed'],
    [gpu, 'server=alice/', 'filtered-out'],
    [gpu, 'server=bob/gpu', 'filtered-out'],
    [gpu, 'user=bob', 'filtered-out'],
    [{ kind: 'server', user: 'alice', server: '' }, 'server=alice/', 'allowed'],
    [{ kind: 'server', user: 'alice', server: '' }, 'server=alice/gpu', 'filtered-out'],
  ])('for a server: %j by !%s is %s', (target, filter, expected) => {
    expect(verdict('stopServer', target, [`delete:servers!${filter}`])).toBe(expected)
  })

  test('for a user does not match by one of the user’s servers', () => {
    expect(verdict('getUser', alice, ['read:servers!server=alice/gpu'])).toBe('filtered-out')
    expect(verdict('getUser', alice, ['read:servers!user=alice'])).toBe('allowed')
  })

  test('for a group or a service matches by its own kind alone', () => {
    expect(verdict('getGroup', { kind: 'group', group: 'g' }, ['read:groups!group=g'])).toBe('allowed')
    expect(verdict('getGroup', { kind: 'group', group: 'g' }, ['read:groups!user=g'])).toBe('filtered-out')
    expect(verdict('getService', { kind: 'service', service: 's' }, ['read:services!service=s'])).toBe(
      'allowed',
    )
    expect(verdict('getService', { kind: 'service', service: 's' }, ['read:services!service=t'])).toBe(
      'filtered-out',
    )
  })

  test('by group asks who is in it', () => {
    const scopes = ['delete:servers!group=physics-101']
    expect(verdict('stopServer', { ...gpu, userGroups: ['physics-101'] }, scopes)).toBe('allowed')
    expect(verdict('stopServer', { ...gpu, userGroups: [] }, scopes)).toBe('filtered-out')
    expect(verdict('stopServer', gpu, scopes)).toBe('unknown')
  })

  test('on an operation about the whole hub opens nothing from 5.0, and everything before', () => {
    expect(verdict('createUsers', none, ['admin:users!group=g'], '5.5.4')).toBe('missing')
    expect(verdict('createUsers', none, ['admin:users!group=g'], '4.1.6')).toBe('allowed')
    expect(verdict('listRoutes', none, ['proxy!user=a'])).toBe('missing')
  })
})

describe('a list', () => {
  test('is narrowed by filters of its own kind', () => {
    expect(verdict('listUsers', none, ['list:users!user=a', 'list:users!group=g'])).toBe('allowed')
    expect(verdict('listGroups', none, ['list:groups!group=g'])).toBe('allowed')
    expect(verdict('listServices', none, ['list:services!service=s'])).toBe('allowed')
  })

  test('of users or groups is refused for any other filter, of services it is empty', () => {
    expect(verdict('listUsers', none, ['list:users!user=a', 'list:users!server=a/'])).toBe('missing')
    expect(verdict('listGroups', none, ['list:groups!user=a'])).toBe('missing')
    expect(verdict('listServices', none, ['list:services!user=a'])).toBe('allowed')
  })
})

describe('several scopes, of which one does', () => {
  const scopes = ['read:users!user=bob', 'read:servers']

  test('are all tried from 5.0', () => {
    expect(verdict('getUser', alice, scopes, '5.5.4')).toBe('allowed')
  })

  test('are tried only up to the first that is held by older hubs', () => {
    expect(verdict('getUser', alice, scopes, '4.1.6')).toBe('filtered-out')
    expect(verdict('getUser', alice, ['read:users', 'read:servers!user=bob'], '4.1.6')).toBe('allowed')
    expect(verdict('getUser', alice, ['read:servers!user=alice'], '3.1.1')).toBe('allowed')
  })
})
