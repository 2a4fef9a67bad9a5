import { expect, test } from 'vitest'
import { filteredMessage } from '#hub/errors.ts'
import { evidenceWith, refusal } from '../testing/evidence-with.ts'
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
  expect(finding?.fixes[0]?.lines.map(({ text }) => text)).toContain(
    '        "scopes": ["delete:servers!user=alice"],',
  )
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
