import { describe, expect, test } from 'vitest'
import { versionOf } from '../testing/version-of.ts'
import { type Client, type Holder, scopesOfHolder, scopesOfToken } from './effective.ts'

const hub4 = versionOf('4.1.6')
const hub6 = versionOf('6.1.1')
const share = { scopes: ['shares'], server: 'bob/gpu' }
const ada: Holder = { kind: 'user', name: 'ada', raw: ['self'], shares: [share] }

function tokenOf(raw: string[], client: Client, owner = ada): string {
  return scopesOfToken({ raw, client }, owner, hub6, () => [])
    .scopes.toSorted()
    .join(' ')
}

describe('somebody may do', () => {
  test('what their roles say', () => {
    const service: Holder = { kind: 'service', name: 'cull', raw: ['read:servers!group=lab', 'self'] }
    expect(scopesOfHolder(service, hub6).toSorted()).toEqual([
      'read:servers!group=lab',
      'read:users:name!group=lab',
    ])
  })

  test('and what is shared with them, from 5.0', () => {
    expect(scopesOfHolder(ada, hub6)).toContain('read:shares!server=bob/gpu')
    expect(scopesOfHolder(ada, hub4)).not.toContain('read:shares!server=bob/gpu')
  })
})

describe('a token', () => {
  const identify = 'read:users:groups!user=ada read:users:name!user=ada'

  test('with inherit may do what its owner may', () => {
    expect(tokenOf(['inherit', 'proxy'], { kind: 'hub' }).split(' ')).toEqual(
      expect.arrayContaining(['servers!user=ada', 'tokens!user=ada']),
    )
  })

  test('never does more than its owner', () => {
    expect(tokenOf(['servers', 'proxy'], { kind: 'hub' }).split(' ')).toEqual([
      'delete:servers!user=ada',
      'read:servers!user=ada',
      'read:users:groups!user=ada',
      'read:users:name!user=ada',
      'servers!user=ada',
      'start:servers!user=ada',
    ])
  })

  test('may say whose it is, and reach the client that issued it if the owner may', () => {
    expect(tokenOf([], { kind: 'hub' })).toBe(identify)
    expect(tokenOf([], { kind: 'server', server: 'ada/lab' })).toBe(
      `access:servers!server=ada/lab ${identify}`,
    )
    expect(tokenOf([], { kind: 'service', service: 'hubscope' })).toBe(identify)
    const visitor = { ...ada, raw: ['self', 'access:services!service=hubscope'] }
    expect(tokenOf([], { kind: 'service', service: 'hubscope' }, visitor)).toBe(
      `access:services!service=hubscope ${identify}`,
    )
  })

  test('gets of shares only what was shared word for word', () => {
    const held = tokenOf(['shares', 'access:servers!server=bob/gpu'], { kind: 'hub' })
    expect(held).toContain('shares!server=bob/gpu')
    expect(held).not.toContain('access:servers!server=bob/gpu')
  })
})
