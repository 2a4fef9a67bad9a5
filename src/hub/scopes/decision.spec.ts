import { describe, expect, test } from 'vitest'
import type { OperationId } from '../operations.ts'
import { versionOf } from '../testing/version-of.ts'
import { decide, type Decision, type Target } from './decide.ts'
import type { Facts } from './decision.ts'
import { parseScopes } from './parse.ts'

const none: Target = { kind: 'none' }
const alice: Target = { kind: 'user', user: 'alice' }
const gpu: Target = { kind: 'server', user: 'alice', server: 'gpu' }

function decided(
  id: OperationId,
  target: Target,
  scopes: string[],
  { hub = '6.1.1', ...facts }: Partial<Facts> & { hub?: string } = {},
): Decision {
  return decide(id, target, parseScopes(scopes), { version: versionOf(hub), ...facts })
}

function answerOf(decision: Decision): unknown {
  return decision.verdict === 'denied' ? decision.answer : undefined
}

describe('a decision names the rule', () => {
  const inPhysics = { ...gpu, userGroups: ['art', 'physics'] }

  test.each<[string, Decision, object]>([
    [
      'no filter',
      decided('stopServer', gpu, ['delete:servers']),
      { tag: 'unfiltered', scope: 'delete:servers' },
    ],
    [
      'a filter that matches',
      decided('stopServer', gpu, ['delete:servers!user=bob', 'delete:servers!user=alice']),
      { tag: 'filter-matches', scope: 'delete:servers!user=alice' },
    ],
    [
      'membership in a group',
      decided('stopServer', inPhysics, ['delete:servers!group=physics']),
      { tag: 'group-membership', scope: 'delete:servers!group=physics', user: 'alice', group: 'physics' },
    ],
    [
      'a list that is narrowed',
      decided('listUsers', none, ['list:users!group=physics']),
      { tag: 'narrowed-list', scopes: ['list:users!group=physics'] },
    ],
    [
      'a list that does not know the filter',
      decided('listUsers', none, ['list:users!server=alice/gpu']),
      { tag: 'list-refuses-filter', scopes: ['list:users!server=alice/gpu'] },
    ],
    [
      'a filter on the whole hub',
      decided('listRoutes', none, ['proxy!user=alice']),
      { tag: 'needs-unfiltered', scopes: ['proxy!user=alice'] },
    ],
    [
      'the same on an old hub',
      decided('listRoutes', none, ['proxy!user=alice'], { hub: '4.1.6' }),
      { tag: 'filter-overlooked', scopes: ['proxy!user=alice'] },
    ],
    [
      'filters that leave the target out',
      decided('stopServer', gpu, ['delete:servers!user=bob', 'delete:servers!server=alice/']),
      { tag: 'filtered-out', scopes: ['delete:servers!user=bob', 'delete:servers!server=alice/'] },
    ],
    [
      'an old hub that stops at the first scope',
      decided('getUser', alice, ['read:users!user=bob', 'read:servers'], { hub: '4.1.6' }),
      { tag: 'stopped-at-first', scopes: ['read:users!user=bob'], overlooked: 'read:servers' },
    ],
    ['nothing held', decided('stopServer', gpu, []), { tag: 'missing' }],
    ['no login', decided('stopServer', gpu, [], { loggedIn: false }), { tag: 'not-logged-in' }],
    ['an operation of later hubs', decided('getServer', gpu, [], { hub: '5.5.4' }), { tag: 'not-offered' }],
    [
      'groups that are not known',
      decided('stopServer', gpu, ['delete:servers!group=physics', 'delete:servers!user=bob']),
      { tag: 'groups-unknown', scopes: ['delete:servers!group=physics'], user: 'alice' },
    ],
  ])('%s', (_, decision, rule) => {
    expect(decision.rule).toEqual(rule)
  })
})

describe('a denial has the hub’s own answer', () => {
  test('403 for a missing scope, 404 for a filter', () => {
    expect(answerOf(decided('getGroup', { kind: 'group', group: 'g' }, []))).toEqual({
      status: 403,
      message:
        'Action is not authorized with current scopes; requires any of [read:groups, read:groups:name, read:roles:groups]',
    })
    expect(answerOf(decided('stopServer', gpu, ['delete:servers!user=bob']))).toEqual({
      status: 404,
      message: 'No access to resources or resources not found',
    })
  })

  test('without a login, it speaks of credentials from 4.0.2 and of scopes before', () => {
    const message = (hub: string) =>
      answerOf(decided('listRoutes', none, [], { hub, loggedIn: false })) as { message: string }
    expect(message('4.0.2').message).toBe('Missing or invalid credentials.')
    expect(message('4.0.1').message).toContain('requires any of [proxy]')
  })

  test('405 where an old hub has the path and not the method, 404 where it has neither', () => {
    expect(answerOf(decided('getServer', gpu, [], { hub: '5.5.4' }))).toMatchObject({ status: 405 })
    const group: Target = { kind: 'group', group: 'g' }
    expect(answerOf(decided('setGroupProperties', group, [], { hub: '3.1.1' }))).toMatchObject({
      status: 404,
    })
  })
})

describe('groups may be told once for all', () => {
  const held = ['delete:servers!group=physics']

  test('by a lookup, which the target’s own groups go before', () => {
    const groupsOf = () => ['physics']
    expect(decided('stopServer', gpu, held, { groupsOf }).verdict).toBe('allowed')
    expect(decided('stopServer', { ...gpu, userGroups: [] }, held, { groupsOf }).verdict).toBe('denied')
  })
})

describe('making a token', () => {
  test('is refused with a 403 and no word about scopes', () => {
    for (const held of [[], ['tokens!user=bob']]) {
      expect(answerOf(decided('createToken', alice, held))).toEqual({
        status: 403,
        message: 'User alice not found or no permissions to generate tokens',
      })
    }
  })

  test('by a service looked for the wrong filter until 5.5.1', () => {
    const held = ['tokens!user=alice']
    expect(decided('createToken', alice, held, { hub: '5.5.4', requester: 'service' }).verdict).toBe(
      'allowed',
    )
    expect(decided('createToken', alice, held, { hub: '5.5.1', requester: 'service' })).toMatchObject({
      why: 'filtered-out',
      rule: { tag: 'filter-of-other-kind', scopes: held },
    })
    expect(decided('createToken', alice, held, { hub: '4.1.6' }).verdict).toBe('allowed')
  })
})
