import { expect, test } from 'vitest'
import { versionOf } from '#hub/testing/version-of.ts'
import { compareScopes, nearScopes, weakest, whyNear } from './scope-comparison.ts'
import { denial, evidenceWith, refusal } from './testing/evidence-with.ts'

const hub6 = versionOf('6.1.1')

test('takes what is required from the answer, and else from the table', () => {
  const told = compareScopes(evidenceWith({ request: { error: denial('x:y') } }), hub6)
  expect(told).toMatchObject({ source: 'answer', required: [{ scope: 'x:y' }] })
  const untold = compareScopes(evidenceWith({ request: { error: refusal(404, '') } }), hub6)
  expect(untold).toMatchObject({ source: 'table', required: [{ scope: 'delete:servers' }] })
})

test('names the scopes that hold a required one', () => {
  const { within } = compareScopes(evidenceWith({ request: { error: denial('delete:servers') } }), hub6)
  expect(within).toEqual(['servers', 'admin:servers'])
})

test.each([
  [undefined, 'unknown'],
  [['servers'], 'yes'],
  [['admin:servers', 'list:users'], 'yes'],
  [['delete:servers!group=physics-101'], 'filtered'],
  [['servers!user'], 'filtered'],
  [['read:servers'], 'no'],
  [[], 'no'],
])(
  'knows whether a service that may be delegated %j may be delegated delete:servers',
  (allowed, expected) => {
    const evidence = evidenceWith({
      request: { error: denial('delete:servers') },
      ...(allowed ? { allowed } : {}),
    })
    expect(compareScopes(evidence, hub6).required).toEqual([{ scope: 'delete:servers', delegable: expected }])
  },
)

test('near are the same with a filter, else parts of it, else siblings; nothing else', () => {
  const held = ['proxy', 'read:servers', 'list:users', 'servers!group=physics-101', 'delete:servers!user=ta']
  expect(nearScopes(['delete:servers'], held, hub6)).toEqual(['delete:servers!user=ta'])
  expect(nearScopes(['admin:servers'], held, hub6)).toEqual([
    'delete:servers!user=ta',
    'read:servers',
    'servers!group=physics-101',
  ])
  expect(nearScopes(['start:servers'], held, hub6)).toEqual([
    'delete:servers!user=ta',
    'read:servers',
    'servers!group=physics-101',
  ])
  expect(nearScopes(['read:hub'], held, hub6)).toEqual([])
})

test('the weakest of several is the one that holds fewest others', () => {
  expect(weakest(['read:users', 'read:users:name', 'read:servers'], hub6)).toBe('read:users:name')
  expect(weakest(['servers'], hub6)).toBe('servers')
  expect(weakest([], hub6)).toBeUndefined()
})

test('says of each near scope why it does not reach', () => {
  const required = ['delete:servers']
  expect(whyNear('delete:servers!group=a=b', required)).toBe('only for group a=b')
  expect(whyNear('read:servers', required)).toBe('does not contain it')
  expect(whyNear('delete:servers', required)).toBe('held when last asked')
})
