import { describe, expect, test } from 'vitest'
import { diagnose } from '#diagnosis/diagnose.ts'
import type { Evidence } from '#diagnosis/evidence.ts'
import type { RefusedError } from '#hub/errors.ts'
import { versionOf } from '#hub/testing/version-of.ts'
import { recordedBody } from '../record/recorded-body.ts'
import { exchangeWith } from '../testing/exchange-with.ts'
import { deflated } from './compress.ts'
import { readShared, sharedValue } from './share-link.ts'

const error: RefusedError = {
  tag: 'refused',
  operation: 'stopServer',
  status: 403,
  answeredBy: 'hub',
  message: 'Action is not authorized with current scopes; requires any of [delete:servers]',
  requiredScopes: ['delete:servers'],
  retryAfter: undefined,
}

const exchange = exchangeWith({
  id: 1_700_000_000_123,
  operation: 'stopServer',
  method: 'DELETE',
  path: '/users/m%C3%A6ry%20ann/servers/gpu',
  params: { user: 'mæry ann', server: 'gpu' },
  status: 403,
  error,
  requestBody: recordedBody('{"remove":true}', 'application/json'),
  responseBody: recordedBody('{"message":"body"}', 'application/json'),
  responseHeaders: [['content-type', 'application/json']],
})

function evidenceWith(scopes: readonly string[], change: Partial<RefusedError> = {}): Evidence {
  return {
    request: {
      operation: 'stopServer',
      target: { kind: 'server', user: 'mæry ann', server: 'gpu' },
      error: { ...error, ...change },
      status: 403,
      answeredBy: 'hub',
      throughService: true,
    },
    credential: { name: 'ta', admin: false, scopes },
    hubVersion: versionOf('6.1.1'),
    service: { name: 'hubscope', allowedScopes: ['read:servers'] },
  }
}

async function shared(evidence: Evidence, what = exchange): Promise<string> {
  const value = await sharedValue(what, evidence)
  if (value === undefined) throw new Error('too long')
  return value
}

describe('a link to an exchange', () => {
  test('shows request, answer and finding on another machine', async () => {
    const evidence = evidenceWith(['read:servers', 'delete:servers!user=ta'])
    const record = await readShared(await shared(evidence))
    if (typeof record === 'string') throw new Error(record)
    expect(record.exchanges[0]).toMatchObject({
      method: 'DELETE',
      path: exchange.path,
      status: 403,
      answeredBy: 'hub',
    })
    expect(record.exchanges[0]?.error).toEqual(error)
    expect(record.findings.get(1)).toEqual(diagnose(evidence))
  })

  test('tells who asked when all went well, and then explains nothing', async () => {
    const { credential } = evidenceWith(['read:servers'])
    const value = await sharedValue(exchangeWith(), undefined, credential)
    const record = await readShared(value ?? '')
    expect(record).toMatchObject({ credential, findings: new Map(), evidence: new Map() })
  })

  test('leaves out who asked where their scopes are too many, rather than tell of a few', async () => {
    const scopes = Array.from(
      { length: 900 },
      (_, index) => `read:users!user=${(index * 7919) % 10_007}-someone`,
    )
    const value = await sharedValue(exchangeWith(), undefined, evidenceWith(scopes).credential)
    expect(await readShared(value ?? '')).toMatchObject({ total: 1, credential: undefined })
  })

  test('holds no body and no header', async () => {
    const record = await readShared(await shared(evidenceWith([])))
    expect(JSON.stringify(record)).not.toMatch(/"body"|content-type|remove/)
  })

  test('stays short enough for a login, however many scopes the token holds, and finds the same', async () => {
    const many = Array.from(
      { length: 900 },
      (_, index) => `read:users!user=${(index * 7919) % 10_007}-someone`,
    )
    const evidence = evidenceWith([...many, 'delete:servers!user=ta'])
    const value = await shared(evidence)
    expect(value.length).toBeLessThanOrEqual(2_000)
    const record = await readShared(value)
    if (typeof record === 'string') throw new Error(record)
    expect(record.findings.get(1)?.[0]).toMatchObject({
      code: diagnose(evidence)[0].code,
      scopes: diagnose(evidence)[0].scopes,
    })
  })

  test('is not made when it cannot be short enough', async () => {
    const random = Array.from({ length: 4_000 }, (_, index) => ((index * 2_654_435_761) >>> 7).toString(36))
    const long = { ...exchange, path: `/users/${random.join('')}` }
    expect(await sharedValue(long, evidenceWith([]))).toBeUndefined()
  })
})

describe('a link that shows nothing says so', () => {
  test.each([
    ['nothing', ''],
    ['letters of another alphabet', '%%%'],
    ['something else', 'aGVsbG8'],
  ])('%s', async (_, value) => {
    expect(await readShared(value)).toMatch(/broken/)
  })

  test('cut off', async () => {
    const value = await shared(evidenceWith([]))
    expect(await readShared(value.slice(0, -40))).toMatch(/broken/)
  })

  test('of another form', async () => {
    expect(await readShared(await deflated('{"v":2,"exchange":{}}'))).toMatch(/another version/)
    expect(await readShared(await deflated('no JSON'))).toMatch(/broken/)
  })

  test('a few letters that stand for a giant', async () => {
    const giant = await deflated(JSON.stringify({ v: 1, exchange: { path: ' '.repeat(5_000_000) } }))
    expect(giant.length).toBeLessThan(8_000)
    expect(await readShared(giant)).toMatch(/broken/)
  })
})
