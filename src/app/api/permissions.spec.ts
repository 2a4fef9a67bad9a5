// @vitest-environment jsdom
import { expect, test } from 'vitest'
import type { SignedIn } from '#server/contract.ts'
import { permissionsOf, reasonAgainst } from './permissions.ts'

function permissionsWith(scopes: string[], delegable: string[] | null = null) {
  const session: SignedIn = {
    state: 'signed-in',
    identity: { kind: 'user', name: 'ta', scopes },
    hub: { version: '6.1.1' },
    prefix: '/services/hubscope/',
    hubUrl: '/hub/',
    delegable,
    csrf: '',
    service: { name: 'hubscope', version: '0.1.0' },
  }
  return permissionsOf(session)
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
