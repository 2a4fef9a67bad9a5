import { describe, expect, test } from 'vitest'
import { versionOf } from '../testing/version-of.ts'
import type { Holder } from './effective.ts'
import { excessScopes, resolveRequested } from './token-request.ts'

const hub6 = versionOf('6.1.1')
const ada: Holder = { kind: 'user', name: 'ada', raw: ['self', 'list:users!group=lab'] }

describe('a token is not made with', () => {
  const excess = (raw: string[]) => excessScopes(raw, ada, { kind: 'hub' }, hub6, () => []).toSorted()

  test('scopes that its owner does not hold, or only in part', () => {
    expect(excess(['read:servers!user=ada', 'inherit'])).toEqual([])
    expect(excess(['proxy', 'list:users'])).toEqual(['list:users', 'proxy', 'read:users:name'])
  })
})

describe('an OAuth client gets', () => {
  const available = ['read:users!group=lab', 'servers!user']
  const resolve = (requested: string[]) =>
    resolveRequested(requested, available, { kind: 'user', name: 'ada' }, hub6, () => ['lab'])

  test('what it may be delegated word for word, and what lies within that', () => {
    expect(resolve(['servers!user', 'read:users!user=ada'])).toEqual({
      allowed: ['servers!user', 'read:users!user=ada'],
      disallowed: [],
    })
  })

  test('of anything else the part that does', () => {
    expect(resolve(['proxy', 'read:servers'])).toEqual({
      allowed: ['read:servers!user=ada', 'read:users:name!group=lab', 'read:users:name!user=ada'],
      disallowed: ['proxy', 'read:servers'],
    })
  })
})
