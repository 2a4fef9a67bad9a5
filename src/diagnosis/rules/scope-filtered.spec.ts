import { expect, test } from 'vitest'
import { filteredMessage } from '#hub/errors.ts'
import { evidenceWith, refusal } from '../testing/evidence-with.ts'
import { grantLines } from '../testing/grant-lines.ts'
import { scopeFiltered } from './scope-filtered.ts'

const error = refusal(404, filteredMessage)

test('a 404 in the words of a filter is not called deleted, and names what is held', () => {
  const finding = scopeFiltered(
    evidenceWith({ scopes: ['delete:servers!group=physics-101', 'read:hub'], request: { error } }),
  )
  expect(finding).toMatchObject({
    code: 'scope-filtered-404',
    certainty: 'certain',
    title: 'Left out by your token’s filter, or not there: the hub will not say which',
    scopes: { source: 'table', near: ['delete:servers!group=physics-101'] },
  })
  expect(finding?.explanation).toContain('The server gpu of alice lies outside, or does not exist')
  expect(JSON.stringify(finding)).not.toMatch(/deleted|removed/i)
})

test('proposes the narrowest role that reaches the target', () => {
  const finding = scopeFiltered(
    evidenceWith({ scopes: ['delete:servers!group=physics-101'], request: { error } }),
  )
  expect(grantLines(finding)).toContain('"scopes": ["delete:servers!server=alice/gpu"]')
})

test.each([
  ['roles', ['servers'], 'The filter comes from your roles'],
  ['service’s list', ['servers!group=physics-101'], 'The filter comes from your roles, or'],
  ['service’s list, and not for this user', ['servers!user=ta'], 'which is delete:servers!user=ta'],
])('says that the filter is one of the %s, as far as is known', (_, allowed, expected) => {
  const evidence = evidenceWith({ scopes: ['delete:servers!user=ta'], allowed, request: { error } })
  expect(scopeFiltered(evidence)?.explanation).toContain(expected)
})

test('an old hub that did not look at the scope that would do is told apart', () => {
  const finding = scopeFiltered(
    evidenceWith({
      operation: 'getUser',
      hub: '4.1.6',
      scopes: ['read:users!group=physics-101', 'read:servers!user=alice'],
      request: { error, target: { kind: 'user', user: 'alice', userGroups: [] } },
    }),
  )
  expect(finding?.title).toContain('stopped at the first scope')
  expect(finding?.explanation).toContain('not at read:servers')
  expect(grantLines(finding)).toContain('"read:users!user=alice"')
})

test('is less sure when the token holds no such filter', () => {
  expect(scopeFiltered(evidenceWith({ request: { error } }))?.certainty).toBe('likely')
})

test('is less sure when the token seemed to hold the scope without a filter', () => {
  const evidence = evidenceWith({ scopes: ['delete:servers', 'delete:servers!user=ta'], request: { error } })
  expect(scopeFiltered(evidence)).toMatchObject({ certainty: 'likely' })
  expect(scopeFiltered(evidence)?.explanation).not.toContain('only')
})

test.each([
  ['a plain 404', refusal(404, 'No such user: alice')],
  ['the same words from elsewhere', refusal(404, filteredMessage, { answeredBy: 'proxy' })],
])('says nothing about %s', (_, other) => {
  expect(scopeFiltered(evidenceWith({ request: { error: other } }))).toBeUndefined()
})

test.each([
  [['delete:servers'], 'The filter comes from what Hubscope may be delegated: your roles reach it.'],
  [['delete:servers!user=ta'], 'The filter comes from your roles: the hub says so to your own login.'],
])('with roles %j known, says whose filter it is', (roleScopes, expected) => {
  const evidence = evidenceWith({ request: { error } })
  const credential = { name: 'ta', admin: false, scopes: ['delete:servers!user=ta'], roleScopes }
  expect(scopeFiltered({ ...evidence, credential })?.explanation).toContain(expected)
})

test.each([
  ['an admin', true, undefined],
  ['somebody whose roles are known', false, ['delete:servers']],
])('for %s, whom neither roles nor list leave out, the login is older', (_, admin, roleScopes) => {
  const evidence = evidenceWith({ allowed: ['servers'], request: { error } })
  const credential = { name: 'ta', admin, scopes: ['delete:servers!user=ta'], roleScopes }
  const finding = scopeFiltered({ ...evidence, credential })
  expect(finding?.explanation).toContain('this login is older')
  expect(finding?.question).toBeUndefined()
})
