import { describe, expect, test } from 'vitest'
import { parseScope, parseScopes } from './parse.ts'

describe('a scope is split', () => {
  test.each([
    ['servers', 'servers', undefined],
    ['users!', 'users', undefined],
    ['read:users!user', 'read:users', { kind: 'user', value: undefined }],
    ['servers!user=alice@x.org', 'servers', { kind: 'user', value: 'alice@x.org' }],
    ['servers!server=alice/', 'servers', { kind: 'server', value: 'alice/' }],
    ['servers!group=a=b!c', 'servers', { kind: 'group', value: 'a=b!c' }],
    ['users!user=', 'users', { kind: 'user', value: '' }],
    ['users!user=%40 Ä', 'users', { kind: 'user', value: '%40 Ä' }],
  ])('%s', (text, base, filter) => {
    expect(parseScope(text)).toEqual({ base, filter })
  })
})

describe('held scopes', () => {
  test('add up per base and kind', () => {
    const held = parseScopes(['servers!user=a', 'servers!user=b', 'servers!group=g', 'read:hub'])
    expect(held.get('servers')).toEqual(
      new Map([
        ['user', new Set(['a', 'b'])],
        ['group', new Set(['g'])],
      ]),
    )
    expect(held.get('read:hub')).toBe('all')
    expect(held.get('read:users')).toBeUndefined()
  })

  test.each([
    [['servers', 'servers!user=a']],
    [['servers!user=a', 'servers']],
    [['servers!user=a', 'servers', 'servers!group=g']],
  ])('without a filter swallow the filtered ones: %j', (scopes) => {
    expect(parseScopes(scopes).get('servers')).toBe('all')
  })
})
