import { expect, test } from 'vitest'
import { versionOf } from '../testing/version-of.ts'
import { compactScopes, isHeld } from './compact.ts'
import { definitions } from './definitions.ts'
import { expandScopes } from './expand.ts'

const hub6 = versionOf('6.1.1')
const nobody = { kind: 'other', name: '' } as const

test('what a wider scope brings along is left out', () => {
  expect(compactScopes(['read:servers', 'servers', 'delete:servers', 'read:users:name'], hub6)).toEqual([
    'servers',
  ])
})

test('only within the same filter', () => {
  const scopes = ['servers!group=a', 'read:servers!group=b', 'read:servers!group=a']
  expect(compactScopes(scopes, hub6)).toEqual(['servers!group=a', 'read:servers!group=b'])
  expect(compactScopes(['servers', 'read:servers!user=ada'], hub6)).toEqual(['servers'])
})

test('a filter for a server does not bring the name of its user', () => {
  const scopes = ['read:servers!server=ada/', 'read:users:name!server=ada/']
  expect(compactScopes(scopes, hub6)).toEqual(scopes)
})

test.each([...definitions.keys()].filter((name) => !['self', 'inherit'].includes(name)))(
  'nothing is lost of what %s stands for',
  (name) => {
    for (const raw of [name, `${name}!user=ada`, `${name}!server=ada/x`]) {
      const expanded = expandScopes([raw], nobody, hub6)
      const compact = compactScopes(expanded, hub6)
      expect(expandScopes(compact, nobody, hub6).toSorted()).toEqual(expanded.toSorted())
      expect(compact.length).toBeLessThanOrEqual(expanded.length)
    }
  },
)

test('a scope is held with the same filter or with none', () => {
  expect(isHeld('servers!user=ada', ['servers'])).toBe(true)
  expect(isHeld('servers!user=ada', ['servers!user=ada'])).toBe(true)
  expect(isHeld('servers', ['servers!user=ada'])).toBe(false)
  expect(isHeld('servers!user=ada', ['servers!user=bob', 'tokens'])).toBe(false)
})
