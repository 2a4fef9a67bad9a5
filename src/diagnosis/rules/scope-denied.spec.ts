import { describe, expect, test } from 'vitest'
import { denial, evidenceWith, refusal } from '../testing/evidence-with.ts'
import { grantLines as lines } from '../testing/grant-lines.ts'
import { scopeDenied } from './scope-denied.ts'

const error = denial('delete:servers')

describe('a denied scope', () => {
  test('that the service may not be delegated, for an admin: the account may, Hubscope may not', () => {
    const finding = scopeDenied(evidenceWith({ admin: true, allowed: ['read:servers'], request: { error } }))
    expect(finding).toMatchObject({
      code: 'scope-denied',
      certainty: 'certain',
      title: 'Your account may stop a server; Hubscope was not given that right',
    })
    expect(lines(finding)).toContain('oauth_client_allowed_scopes')
    expect(lines(finding)).not.toContain('load_roles')
  })

  test('that the service may not be delegated, for anybody else: the account’s own right is left open', () => {
    const finding = scopeDenied(evidenceWith({ allowed: ['read:servers'], request: { error } }))
    expect(finding).toMatchObject({
      certainty: 'certain',
      title: 'Hubscope was not given the right to stop a server',
    })
    expect(finding?.explanation).toContain('a token does not show')
    expect(lines(finding)).toMatch(
      /HUBSCOPE_ALLOWED_SCOPES[^]*load_roles\.append[^]*"scopes": \["delete:servers!server=alice\/gpu"\][^]*"users": \["ta"\]/,
    )
  })

  test('that the service may be delegated: the roles do not hold it', () => {
    const finding = scopeDenied(evidenceWith({ allowed: ['servers'], request: { error } }))
    expect(finding).toMatchObject({
      certainty: 'certain',
      title: 'Your roles do not hold the right to stop a server',
    })
    expect(lines(finding)).not.toContain('oauth_client_allowed_scopes')
    expect(lines(finding)).toContain('load_roles')
  })

  test('that the service may be delegated, for an admin: the token is older', () => {
    const finding = scopeDenied(evidenceWith({ admin: true, allowed: ['servers'], request: { error } }))
    expect(finding).toMatchObject({
      certainty: 'likely',
      title: 'Your login is older than what Hubscope may do',
    })
    expect(lines(finding)).toBe('')
  })

  test('when the service does not know what it may be delegated: both are possible, and both are shown', () => {
    const finding = scopeDenied(evidenceWith({ request: { error } }))
    expect(finding).toMatchObject({
      certainty: 'likely',
      title: 'This token does not hold the right to stop a server',
    })
    expect(lines(finding)).toMatch(/oauth_client_allowed_scopes[^]*load_roles/)
  })

  test('that the service may be delegated for some only', () => {
    const finding = scopeDenied(evidenceWith({ allowed: ['delete:servers!group=staff'], request: { error } }))
    expect(finding?.title).toBe('Hubscope was given the right to stop a server for some only')
  })

  test('that is held with a filter, where the whole hub is meant', () => {
    const finding = scopeDenied(
      evidenceWith({
        operation: 'createUsers',
        scopes: ['admin:users!group=physics-101'],
        allowed: ['admin:users'],
        request: { error: denial('admin:users'), target: { kind: 'none' } },
      }),
    )
    expect(finding?.title).toBe('Your right to create users reaches a part of the hub; this needs all of it')
    expect(finding?.explanation).toContain('admin:users!group=physics-101')
  })

  test('that is held with a filter by the roles alone, or by the service’s list alone', () => {
    const given = (scopes: string[], allowed: string[], admin = false) =>
      scopeDenied(
        evidenceWith({
          operation: 'createUsers',
          scopes,
          allowed,
          admin,
          request: { error: denial('admin:users'), target: { kind: 'none' } },
        }),
      )
    const part = ['admin:users!group=physics-101']
    expect(given(part, ['admin:users'])?.explanation).toContain('The filter comes from your roles')
    const cut = given(part, part, true)
    expect(cut?.explanation).toContain('which is admin:users!group=physics-101')
    expect(lines(cut)).toContain('oauth_client_allowed_scopes')
    expect(lines(cut)).not.toContain('load_roles')
  })

  test('of a list that the hub cannot narrow by such a filter', () => {
    const finding = scopeDenied(
      evidenceWith({
        operation: 'listUsers',
        scopes: ['list:users!server=alice/'],
        allowed: ['list:users'],
        request: { error: refusal(403, 'Forbidden'), target: { kind: 'none' } },
      }),
    )
    expect(finding?.title).toBe('The hub cannot narrow this list by a server')
    expect(lines(finding)).toContain('"scopes": ["list:users"]')
  })

  test('that the hub does not name when it refuses a new token', () => {
    const given = (scopes: string[]) =>
      scopeDenied(
        evidenceWith({
          operation: 'createToken',
          scopes,
          allowed: ['tokens'],
          request: {
            error: refusal(403, 'User alice not found or no permissions to generate tokens'),
            target: { kind: 'user', user: 'alice' },
          },
        }),
      )
    expect(given([])?.title).toBe('Your roles do not hold the right to create a token')
    const filtered = given(['tokens!user=ta'])
    expect(filtered?.title).toBe('Your right to make tokens leaves alice out')
    expect(lines(filtered)).toContain('"tokens!user=alice"')
  })

  test('that the token seems to hold: the roles may have changed', () => {
    const finding = scopeDenied(evidenceWith({ scopes: ['delete:servers'], request: { error } }))
    expect(finding).toMatchObject({ code: 'scope-denied', certainty: 'possible' })
    expect(finding?.explanation).not.toContain('Authorization')
  })

  test('that the token seems to hold, on a hub that says the same to strangers', () => {
    const finding = scopeDenied(
      evidenceWith({ hub: '3.1.1', scopes: ['delete:servers'], request: { error } }),
    )
    expect(finding?.explanation).toContain('JupyterHub 3.1.1 also says so to who is not logged in at all')
  })

  describe('when the hub was asked what the roles hold', () => {
    const asked = (roleScopes: string[], allowed?: string[]) => {
      const evidence = evidenceWith({ request: { error }, ...(allowed ? { allowed } : {}) })
      return scopeDenied({ ...evidence, credential: { name: 'ta', admin: false, scopes: [], roleScopes } })
    }

    test.each<[string[], string[] | undefined, string]>([
      [['delete:servers'], [], 'Your account may stop a server; Hubscope was not given that right'],
      [['delete:servers'], undefined, 'Your account may stop a server; this login of Hubscope may not'],
      [['delete:servers'], ['servers'], 'Your login is older than what Hubscope may do'],
      [
        ['delete:servers!user=alice'],
        [],
        'Your account may stop a server; Hubscope was not given that right',
      ],
      [[], ['servers'], 'Your roles do not hold the right to stop a server'],
      [[], undefined, 'Your roles do not hold the right to stop a server'],
      [['delete:servers!user=bob'], [], 'Neither you nor Hubscope were given the right to stop a server'],
    ])('roles %j and delegation %j', (roleScopes, allowed, title) => {
      expect(asked(roleScopes, allowed)?.title).toBe(title)
    })

    test('only the missing half is printed', () => {
      expect(lines(asked(['delete:servers']))).not.toContain('load_roles')
      expect(lines(asked([], ['servers']))).not.toContain('oauth_client_allowed_scopes')
      expect(lines(asked([], []))).toMatch(/oauth_client_allowed_scopes[^]*load_roles/)
    })
  })

  test('that this version of the hub asks for and our table does not: the answer counts', () => {
    const finding = scopeDenied(
      evidenceWith({ scopes: ['delete:servers'], allowed: [], request: { error: denial('stop:servers') } }),
    )
    expect(finding?.title).toBe('Hubscope was not given the right to stop a server')
  })

  test('of which any of several would do: the weakest is proposed', () => {
    const finding = scopeDenied(
      evidenceWith({
        operation: 'getUser',
        allowed: [],
        request: { error: denial('read:users', 'read:users:name'), target: { kind: 'user', user: 'alice' } },
      }),
    )
    expect(lines(finding)).toContain('"read:users:name!user=alice"')
    expect(lines(finding)).not.toContain('"read:users!')
  })

  test('with a name that needs quoting stays a Python string', () => {
    const evidence = evidenceWith({ allowed: ['servers'], request: { error } })
    const finding = scopeDenied({ ...evidence, credential: { name: 'o"n\\e', admin: false, scopes: [] } })
    expect(lines(finding)).toContain(String.raw`"users": ["o\"n\\e"]`)
  })
})

test.each([
  ['another status', refusal(404, denial('x').message)],
  ['no words at all', refusal(403, 'Forbidden')],
  ['another text', refusal(403, 'Only admins can grant admin permissions')],
  ['another answerer', { ...denial('x'), answeredBy: 'proxy' as const }],
])('says nothing about %s', (_, other) => {
  expect(scopeDenied(evidenceWith({ request: { error: other } }))).toBeUndefined()
})
