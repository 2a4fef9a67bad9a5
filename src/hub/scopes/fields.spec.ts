import { describe, expect, test } from 'vitest'
import { showsField } from './fields.ts'
import { isListed, refusesFilter } from './lists.ts'
import { parseScopes } from './parse.ts'

const extent = (...filters: string[]) => parseScopes(filters.map((filter) => `x${filter}`)).get('x') ?? 'all'
const gpu = { kind: 'server', user: 'ada', server: 'gpu' } as const

describe('a field is shown', () => {
  test.each([
    ['', true],
    ['!user=ada', true],
    ['!server=ada/gpu', true],
    ['!server=gpu', true],
    ['!server=ada/', false],
    ['!group=lab', true],
    ['!group=art', false],
  ])('of a server by %j: %s', (filter, shown) => {
    expect(showsField(extent(filter), { ...gpu, userGroups: ['lab'] })).toBe(shown)
  })

  test('not at all without the scope, and perhaps where groups are not known', () => {
    expect(showsField(undefined, gpu)).toBe(false)
    expect(showsField(extent('!group=lab'), gpu)).toBeUndefined()
    expect(showsField(extent('!user=ada'), { kind: 'group', group: 'ada' })).toBe(false)
    expect(showsField(extent('!service=dash'), { kind: 'service', service: 'dash' })).toBe(true)
  })
})

describe('a list shows', () => {
  const groupsOf = (user: string) => (user === 'ada' ? ['lab'] : [])

  test('users by name and by group', () => {
    const both = extent('!user=bob', '!group=lab')
    expect(['ada', 'bob', 'eve'].filter((name) => isListed('listUsers', both, name, groupsOf))).toEqual([
      'ada',
      'bob',
    ])
    expect(isListed('listUsers', both, 'eve')).toBeUndefined()
  })

  test('services by name, and nothing for other filters', () => {
    expect(isListed('listServices', extent('!service=dash'), 'dash')).toBe(true)
    expect(isListed('listServices', extent('!user=dash'), 'dash')).toBe(false)
    expect(refusesFilter('listServices', extent('!user=dash'))).toBe(false)
    expect(refusesFilter('listGroups', extent('!user=dash', '!group=lab'))).toBe(true)
  })
})
