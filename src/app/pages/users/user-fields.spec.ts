import { describe, expect, it } from 'vitest'
import { parseScopes } from '#hub/scopes/parse.ts'
import { hiddenFields, uniqueUsers } from './user-fields.ts'

describe('the fields hidden on every row', () => {
  it('are those that no row shows', () => {
    const users = [{ name: 'ada', groups: [] }, { name: 'bob' }]
    expect([...hiddenFields(users, parseScopes([]))]).toEqual([
      'servers',
      'last_activity',
      'created',
      'roles',
    ])
  })

  it('are those whose scopes are not held while there are no rows', () => {
    expect([...hiddenFields([], parseScopes(['read:servers!group=x', 'read:users']))]).toEqual([
      'groups',
      'last_activity',
    ])
  })

  it('are none when the rows show everything, whatever the scopes say', () => {
    const users = [
      { name: 'ada', servers: {}, groups: [], last_activity: null, created: null, roles: ['user'] },
    ]
    expect(hiddenFields(users, parseScopes([])).size).toBe(0)
  })
})

describe('users of an old hub', () => {
  it('are listed once each, in order', () => {
    const users = [{ name: 'ada' }, { name: 'bob' }, { name: 'ada' }]
    expect(uniqueUsers(users).map((user) => user.name)).toEqual(['ada', 'bob'])
  })
})
