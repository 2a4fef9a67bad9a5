import { describe, expect, test } from 'vitest'
import { versionOf } from '../testing/version-of.ts'
import { expandScopes, type Owner } from './expand.ts'

const hub3 = versionOf('3.1.1')
const hub5 = versionOf('5.5.4')
const hub6 = versionOf('6.1.1')
const alice: Owner = { kind: 'user', name: 'alice' }
const dash: Owner = { kind: 'service', name: 'dash' }

function expanded(raw: string[], owner = alice, version = hub6): string {
  return expandScopes(raw, owner, version).toSorted().join(' ')
}

describe('expansion', () => {
  test('adds subscopes and keeps the filter', () => {
    expect(expanded(['read:users!group=physics-101'])).toBe(
      'read:users!group=physics-101 read:users:activity!group=physics-101 read:users:groups!group=physics-101 read:users:name!group=physics-101',
    )
  })

  test('leaves out what a server filter can never match', () => {
    expect(expanded(['read:servers!server=alice/gpu'])).toBe('read:servers!server=alice/gpu')
    expect(expanded(['read:users!server=alice/gpu'])).toBe('')
  })

  test('names the owner in a bare filter', () => {
    expect(expanded(['read:tokens!user'])).toBe('read:tokens!user=alice')
    expect(expanded(['access:services!service'], dash)).toBe('access:services!service=dash')
  })

  test('drops a bare filter that has nobody of its kind', () => {
    expect(expanded(['access:services!service', 'access:servers!server'])).toBe('')
    expect(expanded(['read:tokens!user'], dash)).toBe('')
  })

  test('takes the service of the OAuth client before an owner that is a service', () => {
    expect(expanded(['access:services!service'], { ...alice, client: 'hubscope' })).toBe(
      'access:services!service=hubscope',
    )
    expect(expanded(['access:services!service'], { ...dash, client: 'hubscope' })).toBe(
      'access:services!service=hubscope',
    )
  })

  test('keeps names of scopes it does not know', () => {
    expect(expanded(['custom:thing!user=x', 'inherit'])).toBe('custom:thing!user=x inherit')
  })
})

describe('self', () => {
  const base =
    'access:servers delete:servers read:servers read:tokens read:users read:users:activity read:users:groups read:users:name servers tokens users:activity'

  function ofAlice(names: string) {
    return names
      .split(' ')
      .map((name) => `${name}!user=alice`)
      .toSorted()
      .join(' ')
  }

  test('is a user’s own, without the right to list', () => {
    expect(expanded(['self'], alice, hub3)).toBe(ofAlice(base))
  })

  test('has shares from 5.0 and start:servers from 6.0', () => {
    const with5 = `${base} users:shares read:users:shares read:shares`
    expect(expanded(['self'], alice, hub5)).toBe(ofAlice(with5))
    expect(expanded(['self'], alice, hub6)).toBe(ofAlice(`${with5} start:servers`))
  })

  test('is nothing for a service, and only a name when it is filtered', () => {
    expect(expanded(['self'], dash)).toBe('')
    expect(expanded(['self!user=bob'])).toBe('self!user=bob')
  })
})
