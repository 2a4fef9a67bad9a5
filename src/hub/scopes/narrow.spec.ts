import { describe, expect, it } from 'vitest'
import type { Server } from '../wire/server.ts'
import type { User } from '../wire/user.ts'
import { narrowGroup, narrowService, narrowUser } from './narrow.ts'
import { parseScopes } from './parse.ts'

const server = (name: string): Server => ({
  name,
  ready: true,
  pending: null,
  started: null,
  last_activity: null,
  url: '/user/ada/',
  state: { pid: 7 },
})

const ada: User = {
  kind: 'user',
  name: 'ada',
  admin: false,
  roles: ['user'],
  groups: ['physics'],
  created: '2026-01-01T00:00:00Z',
  last_activity: '2026-02-01T00:00:00Z',
  servers: { '': server(''), gpu: server('gpu') },
  auth_state: { secret: 'x' },
}

const narrow = (user: User, ...scopes: string[]) => narrowUser(user, parseScopes(scopes))

describe('a user as another token would see it', () => {
  it('keeps the fields that its scopes show and no others', () => {
    expect(narrow(ada, 'read:users:groups')).toEqual({ kind: 'user', name: 'ada', groups: ['physics'] })
    expect(Object.keys(narrow(ada, 'read:users') ?? {})).toEqual([
      'kind',
      'name',
      'admin',
      'roles',
      'groups',
      'created',
      'last_activity',
    ])
  })

  it('follows a group filter as far as the user’s groups are known', () => {
    expect(narrow(ada, 'read:users!group=physics')?.created).toBe('2026-01-01T00:00:00Z')
    expect(narrow(ada, 'read:users!group=chem')).toBeUndefined()
    const { groups: _, ...unknown } = ada
    expect(narrow(unknown, 'read:users!group=physics')).toBeUndefined()
  })

  it('shows only the servers that a filter names, without their state', () => {
    const seen = narrow(ada, 'read:users:name', 'read:servers!server=ada/gpu')
    expect(Object.keys(seen?.servers ?? {})).toEqual(['gpu'])
    expect(seen?.servers?.['gpu']).not.toHaveProperty('state')
    expect(narrow(ada, 'read:servers', 'admin:server_state')?.servers?.['']?.state).toEqual({ pid: 7 })
  })

  it('shows no servers, rather than none running, without their scope', () => {
    expect(narrow(ada, 'read:users')).not.toHaveProperty('servers')
    expect(narrow({ ...ada, servers: {} }, 'read:servers')?.servers).toEqual({})
  })

  it('never shows what was not there', () => {
    const bare: User = { name: 'ada' }
    expect(narrow(bare, 'read:users', 'read:servers', 'admin:auth_state')).toEqual({ name: 'ada' })
  })
})

it('a group and a service keep what their scopes show', () => {
  const group = { kind: 'group', name: 'physics', users: ['ada'], roles: ['ta'] } as const
  const held = parseScopes(['read:groups!group=physics', 'read:services:name!service=culler'])
  expect(narrowGroup({ ...group, users: ['ada'], roles: ['ta'] }, held)).toEqual({
    kind: 'group',
    name: 'physics',
    users: ['ada'],
  })
  expect(narrowGroup({ name: 'chem' }, held)).toBeUndefined()
  expect(narrowService({ name: 'culler', admin: false, url: 'http://x' }, held)).toEqual({
    name: 'culler',
    admin: false,
  })
  expect(narrowService({ name: 'other' }, held)).toBeUndefined()
})
