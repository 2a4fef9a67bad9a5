import { expect, it } from 'vitest'
import { HubFailure, type RefusedError } from '#hub/errors.ts'
import { isToldBySpawn } from './spawn-text.ts'

const refused = (status: number, answeredBy: RefusedError['answeredBy'] = 'hub') =>
  new HubFailure({
    tag: 'refused',
    operation: 'startServer',
    status,
    answeredBy,
    message: 'Internal Server Error',
    requiredScopes: undefined,
    retryAfter: undefined,
  })

it('leaves a failed or cancelled start to the spawn’s own words', () => {
  expect(isToldBySpawn(refused(500), { outcome: 'failed' })).toBe(true)
  expect(isToldBySpawn(refused(500), { outcome: 'cancelled' })).toBe(true)
})

it('shows what no spawn tells', () => {
  expect(isToldBySpawn(refused(500), undefined)).toBe(false)
  expect(isToldBySpawn(refused(500), { outcome: 'lost' })).toBe(false)
  expect(isToldBySpawn(refused(400), { outcome: 'failed' })).toBe(false)
  expect(isToldBySpawn(refused(503, 'proxy'), { outcome: 'failed' })).toBe(false)
  expect(isToldBySpawn(null, { outcome: 'failed' })).toBe(false)
})
