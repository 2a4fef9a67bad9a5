import { expect, it } from 'vitest'
import { HubFailure, type RefusedError } from '#hub/errors.ts'
import { isSpawnFailure, spawnReason } from './spawn-text.ts'

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

it('says what the spawner said', () => {
  expect(spawnReason({ reason: 'Spawn failed: no such image' })).toBe('no such image')
  expect(spawnReason({ reason: 'out of quota' })).toBe('out of quota')
  expect(spawnReason({ reason: 'Spawn failed: ' })).toBeUndefined()
  expect(spawnReason({ reason: undefined })).toBeUndefined()
})

it('takes only the hub’s own failure for one of the spawner', () => {
  expect(isSpawnFailure(refused(500))).toBe(true)
  expect(isSpawnFailure(refused(400))).toBe(false)
  expect(isSpawnFailure(refused(503, 'proxy'))).toBe(false)
  expect(isSpawnFailure(null)).toBe(false)
})
