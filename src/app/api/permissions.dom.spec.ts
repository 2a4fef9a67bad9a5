import { expect, test } from 'vitest'
import type { SignedIn } from '#server/contract.ts'
import { permissionsAs, permissionsOf, reasonAgainst } from './permissions.ts'

function sessionWith(scopes: string[], delegable: string[] | null = null): SignedIn {
  return {
    state: 'signed-in',
    identity: { kind: 'user', name: 'ta', scopes },
    hub: { version: '6.1.1' },
    prefix: '/services/hubscope/',
    hubUrl: '/hub/',
    delegable,
    csrf: '',
    service: { name: 'hubscope', version: '0.1.0' },
  }
}

function permissionsWith(scopes: string[], delegable: string[] | null = null) {
  return permissionsOf(sessionWith(scopes, delegable))
}

const alicesServer = { kind: 'server', user: 'alice', server: '', userGroups: ['chem'] } as const

test('nothing stands against what the token may do', () => {
  const permissions = permissionsWith(['delete:servers!group=chem'])
  expect(reasonAgainst(permissions.may('stopServer', alicesServer), permissions)).toBeUndefined()
})

test('a scope that is held elsewhere says for whom', () => {
  const permissions = permissionsWith(['delete:servers!group=physics', 'delete:servers!user=ta'])
  expect(reasonAgainst(permissions.may('stopServer', alicesServer), permissions)).toBe(
    'You hold delete:servers only for group physics and user ta.',
  )
})

test('a scope that the service may not be delegated is not the visitor’s to get', () => {
  const permissions = permissionsWith([], ['read:servers'])
  expect(reasonAgainst(permissions.may('stopServer', alicesServer), permissions)).toBe(
    'Needs delete:servers, which Hubscope was not given.',
  )
})

test('a scope that the visitor lacks is named', () => {
  const permissions = permissionsWith([], ['servers'])
  expect(reasonAgainst(permissions.may('stopServer', alicesServer), permissions)).toBe(
    'Needs delete:servers, which you do not hold.',
  )
})

test('shown as another token, reading takes the visitor’s own right too, and acting that of the token alone', () => {
  const permissions = permissionsAs(sessionWith(['list:users']), [
    'list:users',
    'proxy',
    'servers!group=physics',
  ])
  expect(permissions.may('listUsers').verdict).toBe('allowed')
  expect(permissions.may('listRoutes').verdict).toBe('denied')
  expect(permissions.held.has('read:servers')).toBe(false)
  expect(permissions.may('checkRoutes').verdict).toBe('allowed')
  expect(reasonAgainst(permissions.may('stopServer', alicesServer), permissions)).toBe(
    'You hold delete:servers only for group physics.',
  )
})

test('shown as another token, what it lacks is not put down to this service', () => {
  const permissions = permissionsAs(sessionWith(['list:users'], ['list:users']), ['list:users'])
  expect(reasonAgainst(permissions.may('checkRoutes'), permissions)).toBe(
    'Needs proxy, which you do not hold.',
  )
})
