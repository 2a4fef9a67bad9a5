import { describe, expect, it } from 'vitest'
import { versionOf } from '#hub/testing/version-of.ts'
import { cutScopes, originOf, originWords } from './origins.ts'

const hub6 = versionOf('6.1.1')
const ta = { kind: 'user', name: 'ta', roles: ['user', 'physics-ta'], groups: [] } as const
const words = (scope: string, holder: Parameters<typeof originOf>[1], version = hub6) =>
  originWords(originOf(scope, holder, version))

describe('where a scope comes from', () => {
  it('is a role of the hub’s own when that brings it', () => {
    expect(words('read:servers!user=ta', ta)).toBe('role user')
    expect(words('read:servers', { ...ta, roles: ['user', 'admin'] })).toBe('role admin')
  })

  it('is the one role left when no other can bring it', () => {
    expect(words('read:servers!group=physics', ta)).toBe('role physics-ta')
  })

  it('is one of several where the API does not tell', () => {
    const holder = { ...ta, roles: ['user', 'reader', 'physics-ta'], groups: ['staff'] }
    expect(words('list:users', holder)).toBe('role reader, role physics-ta or a role of group staff')
  })

  it('is a role of a group where that is shown', () => {
    const groupRoles = new Map([
      ['staff', ['reader']],
      ['lab', undefined],
      ['club', undefined],
    ])
    const holder = { ...ta, roles: ['user'], groups: ['staff', 'lab', 'club'], groupRoles }
    expect(words('list:users', holder)).toBe('role reader or a role of a group (lab, club)')
  })

  it('may be a share where the scope is about one server, from 5.0 on', () => {
    const scope = 'access:servers!server=ada/x'
    expect(words(scope, ta)).toBe('role physics-ta or a share')
    expect(words(scope, ta, versionOf('4.1.6'))).toBe('role physics-ta')
  })

  it('is not guessed when the roles are hidden', () => {
    expect(words('list:users', { kind: 'user', name: 'ta' })).toBe('your roles are hidden from this token')
  })
})

describe('what is held and not delegated', () => {
  it('is sure of an admin, whose role no configuration can change', () => {
    const [cut] = cutScopes({ kind: 'user', name: 'root', admin: true }, ['list:users', 'proxy'], hub6)
    expect(cut).toMatchObject({ role: 'admin', isSure: true })
    expect(cut?.scopes).toContain('admin:users')
    expect(cut?.scopes).not.toContain('proxy')
    expect(cut?.scopes).not.toContain('list:users')
  })

  it('is likely of the role user, and unknown of others', () => {
    const cuts = cutScopes(ta, ['read:users!user=ta'], hub6)
    expect(cuts.map(({ role, isSure }) => [role, isSure])).toEqual([['user', false]])
    expect(cuts[0]?.scopes).toContain('tokens!user=ta')
  })

  it('is nothing when all of it is there', () => {
    expect(cutScopes({ kind: 'service', name: 'x', roles: [] }, [], hub6)).toEqual([])
  })
})
