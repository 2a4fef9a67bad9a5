import { expect, test } from 'vitest'
import { filteredMessage } from '#hub/errors.ts'
import { diagnose } from './diagnose.ts'
import { foresee } from './foresee.ts'
import { denial, evidenceWith, refusal } from './testing/evidence-with.ts'

const target = { kind: 'server', user: 'alice', server: 'gpu' } as const

test.each([
  ['missing', [], denial('delete:servers')],
  ['left out by a filter', ['delete:servers!user=bob'], refusal(404, filteredMessage)],
])('a scope that is %s gives the finding that the refusal would give', (_, scopes, error) => {
  const asked = evidenceWith({ scopes, allowed: ['servers'], request: { error } })
  const foreseen = foresee('stopServer', target, asked)
  expect(foreseen && diagnose(foreseen)).toEqual(diagnose(asked))
})

test('what the version does not offer is foreseen too', () => {
  const foreseen = foresee('updateServer', target, evidenceWith({ hub: '5.5.4', scopes: ['servers'] }))
  expect(foreseen && diagnose(foreseen)[0].code).toBe('not-in-this-version')
})

test('nothing is foreseen where the hub would let it through, or hangs on what is hidden', () => {
  expect(foresee('stopServer', target, evidenceWith({ scopes: ['delete:servers'] }))).toBeUndefined()
  expect(foresee('stopServer', target, evidenceWith({ scopes: ['delete:servers!group=x'] }))).toBeUndefined()
  expect(foresee('stopServer', target, { ...evidenceWith({}), credential: undefined })).toBeUndefined()
})
