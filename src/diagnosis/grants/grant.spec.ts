import { describe, expect, test } from 'vitest'
import { versionOf } from '#hub/testing/version-of.ts'
import { expandScopes } from '#hub/scopes/expand.ts'
import { grantsFor, opens, ownerOf, type Question } from './grant.ts'

interface Given extends Partial<Omit<Question, 'version' | 'who'>> {
  hub?: string
  admin?: boolean
  groups?: readonly string[]
  scopes?: readonly string[]
  allowed?: readonly string[]
}

function questionWith({ hub = '6.1.1', admin = false, groups = [], scopes = [], allowed, ...rest }: Given) {
  return {
    operation: 'stopServer',
    target: { kind: 'server', user: 'alice', server: 'gpu' },
    version: versionOf(hub),
    who: { name: 'ta', admin, groups, scopes },
    service: { name: 'hubscope', allowedScopes: allowed },
    ...rest,
  } satisfies Question
}

const scopesOf = (question: Question) => grantsFor(question).map(({ scope }) => scope)

describe('the grants that open an operation', () => {
  test.each<[string, Given, string[]]>([
    [
      'on a server reach from the server to the whole hub',
      { target: { kind: 'server', user: 'alice', server: 'gpu', userGroups: ['physics'] } },
      [
        'delete:servers!server=alice/gpu',
        'delete:servers!user=alice',
        'delete:servers!group=physics',
        'delete:servers',
      ],
    ],
    [
      'on a default server keep its empty name',
      { target: { kind: 'server', user: 'alice', server: '' } },
      ['delete:servers!server=alice/', 'delete:servers!user=alice', 'delete:servers'],
    ],
    [
      'on a user take the weakest of several scopes',
      { operation: 'getUser', target: { kind: 'user', user: 'alice' } },
      ['read:users:name!user=alice', 'read:users:name'],
    ],
    [
      'on a group name the group',
      { operation: 'deleteGroup', target: { kind: 'group', group: 'physics' } },
      ['delete:groups!group=physics', 'delete:groups'],
    ],
    [
      'on a service name the service',
      { operation: 'getService', target: { kind: 'service', service: 'culler' } },
      ['read:services:name!service=culler', 'read:services:name'],
    ],
    ['on the whole hub have no filter', { operation: 'listRoutes', target: { kind: 'none' } }, ['proxy']],
    [
      'on a list may be narrowed to groups of the one who asks',
      { operation: 'listUsers', target: { kind: 'none' }, groups: ['physics'] },
      ['list:users', 'list:users!group=physics'],
    ],
    [
      'to start a server are those of an older hub',
      { operation: 'startServer', hub: '5.5.4' },
      ['servers!server=alice/gpu', 'servers!user=alice', 'servers'],
    ],
    [
      'take what the answer names where our table says something else',
      { required: ['stop:servers'] },
      ['stop:servers!server=alice/gpu', 'stop:servers!user=alice', 'stop:servers'],
    ],
    [
      'for a new token go by its own rule',
      { operation: 'createToken', target: { kind: 'user', user: 'alice' } },
      ['tokens!user=alice', 'tokens'],
    ],
    ['are none where no scope is asked for', { operation: 'whoAmI', target: { kind: 'none' } }, []],
    ['are none where the version does not offer it', { operation: 'getServer', hub: '5.5.4' }, []],
  ])('%s', (_, given, expected) => {
    expect(scopesOf(questionWith(given))).toEqual(expected)
  })

  test('pass by a weaker scope at which an old hub would not look', () => {
    const given = {
      operation: 'getUser',
      target: { kind: 'user', user: 'alice' },
      scopes: ['read:users!group=physics'],
    } as const
    expect(scopesOf(questionWith({ ...given, hub: '4.1.6' }))[0]).toBe('read:users!user=alice')
    expect(scopesOf(questionWith({ ...given, hub: '5.5.4' }))[0]).toBe('read:users:name!user=alice')
  })

  test.each(['3.1.1', '4.1.6', '5.5.4', '6.1.1'])('open it on hub %s, each of them', (hub) => {
    const question = questionWith({ hub, operation: 'startServer', scopes: ['servers!group=physics'] })
    expect(opens(question, question.who.scopes).verdict).not.toBe('allowed')
    const grants = grantsFor(question)
    expect(grants.length).toBeGreaterThan(2)
    for (const { scope } of grants) {
      const gained = expandScopes([scope], ownerOf(question), question.version)
      expect(opens(question, [...question.who.scopes, ...gained]).verdict).toBe('allowed')
    }
  })
})

describe('which half is needed', () => {
  test.each<[string, Given, string]>([
    ['nothing is known', {}, 'role maybe, delegation maybe'],
    ['the service may be delegated it', { allowed: ['servers'] }, 'role yes, delegation no'],
    ['the service may not be', { allowed: ['read:servers'] }, 'role maybe, delegation yes'],
    ['the service may be for this user', { allowed: ['servers!user=alice'] }, 'role yes, delegation no'],
    ['the service may be for others', { allowed: ['servers!user=bob'] }, 'role maybe, delegation yes'],
    ['the service may be for a group', { allowed: ['servers!group=x'] }, 'role maybe, delegation maybe'],
    ['an admin’s role holds it', { admin: true, allowed: [] }, 'role no, delegation yes'],
    ['an admin, and nothing is known', { admin: true }, 'role no, delegation maybe'],
  ])('when %s', (_, given, expected) => {
    const [grant] = grantsFor(questionWith(given))
    expect(`role ${grant?.role}, delegation ${grant?.delegation}`).toBe(expected)
  })

  test('neither, for an admin whose login is older than what Hubscope may ask for', () => {
    expect(grantsFor(questionWith({ admin: true, allowed: ['servers'] }))).toEqual([])
  })
})
