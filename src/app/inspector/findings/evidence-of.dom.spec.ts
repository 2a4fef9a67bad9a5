import { expect, test } from 'vitest'
import type { SignedIn } from '#server/contract.ts'
import { permissionsOf } from '../../api/permissions.ts'
import { evidenceOf } from './evidence-of.ts'
import { exchangeWith } from '../testing/exchange-with.ts'

const session: SignedIn = {
  state: 'signed-in',
  identity: { kind: 'user', name: 'ta', admin: false, scopes: ['read:servers'] },
  hub: { version: '5.5.4' },
  prefix: '/',
  hubUrl: '/hub/',
  delegable: ['servers'],
  csrf: '',
  service: { name: 'hubscope', version: '0' },
}
const permissions = permissionsOf(session)
const error = { tag: 'unreachable', operation: 'stopServer', message: '', timedOut: false } as const

test('what went well, and what we took back, needs no explanation', () => {
  expect(evidenceOf(exchangeWith(), permissions)).toBeUndefined()
  const aborted = exchangeWith({ error: { tag: 'aborted', operation: 'listUsers', message: '' } })
  expect(evidenceOf(aborted, permissions)).toBeUndefined()
})

test('evidence holds the target, the token, the hub and what the service may be delegated', () => {
  const exchange = exchangeWith({ operation: 'stopServer', params: { user: 'alice', server: '' }, error })
  expect(evidenceOf(exchange, permissions)).toEqual({
    request: {
      operation: 'stopServer',
      target: { kind: 'server', user: 'alice', server: '' },
      error,
      status: 200,
      answeredBy: 'hub',
      throughService: true,
    },
    credential: { name: 'ta', admin: false, scopes: ['read:servers'] },
    hubVersion: { major: 5, minor: 5, patch: 4, text: '5.5.4' },
    service: { name: 'hubscope', allowedScopes: ['servers'] },
  })
})

test('the service’s own endpoints are no operation of the hub', () => {
  const evidence = evidenceOf(
    exchangeWith({ operation: 'progress', upstreamMs: undefined, error }),
    permissions,
  )
  expect(evidence?.request).toMatchObject({
    operation: undefined,
    target: { kind: 'none' },
    throughService: false,
  })
})

test('a service that does not know what it may be delegated leaves it open', () => {
  const silent = permissionsOf({ ...session, delegable: null })
  expect(evidenceOf(exchangeWith({ error }), silent)?.service.allowedScopes).toBeUndefined()
})
