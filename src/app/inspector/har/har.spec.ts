import { describe, expect, test } from 'vitest'
import { diagnose } from '#diagnosis/diagnose.ts'
import type { Evidence } from '#diagnosis/evidence.ts'
import type { HubError } from '#hub/errors.ts'
import { versionOf } from '#hub/testing/version-of.ts'
import type { Exchange } from '../record/exchange-store.ts'
import { recordedBody } from '../record/recorded-body.ts'
import { exchangeWith } from '../testing/exchange-with.ts'
import { readHarRecord } from './read-har-record.ts'
import { har12Schema } from './testing/har-1.2.ts'
import { harOf } from './write-har.ts'

const denied: HubError = {
  tag: 'refused',
  operation: 'stopServer',
  status: 403,
  answeredBy: 'hub',
  message: 'Action is not authorized with current scopes; requires any of [delete:servers]',
  requiredScopes: ['delete:servers'],
  retryAfter: undefined,
}

const refused = exchangeWith({
  id: 1_700_000_000_001,
  operation: 'stopServer',
  method: 'DELETE',
  path: '/users/mary%20ann/servers/g%2Fpu',
  params: { user: 'mary ann', server: 'g/pu' },
  action: { id: 7, label: 'Stop mary ann/g/pu', outcome: 'refused' },
  askedAt: 1_700_000_000_000,
  sentAt: 1_700_000_000_004,
  answeredAt: 1_700_000_000_019,
  doneAt: 1_700_000_000_020,
  status: 403,
  requestHeaders: [
    ['Accept', 'application/json'],
    ['X-Hubscope-CSRF', '[masked]'],
  ],
  requestBody: recordedBody('{"remove":true}', 'application/json'),
  responseHeaders: [['content-type', 'application/json']],
  responseBody: recordedBody(JSON.stringify({ status: 403, message: denied.message }), 'application/json'),
  error: denied,
  pinned: true,
})

const list = [
  exchangeWith({ query: 'state=active&q=%26', askedAt: 1_700_000_000_000, sentAt: 1_700_000_000_001 }),
  refused,
  exchangeWith({
    operation: 'progress',
    path: '/api/progress',
    answeredAt: undefined,
    doneAt: undefined,
    frames: 2,
    streamFrames: [
      { at: 5, text: 'data: {"progress":0}' },
      { at: 6, text: 'data: {"progress":50}' },
    ],
  }),
  exchangeWith({
    sentAt: undefined,
    answeredAt: undefined,
    status: undefined,
    answeredBy: 'nobody',
    upstreamMs: undefined,
    error: { tag: 'unreachable', operation: 'listUsers', timedOut: true, message: 'No answer in time.' },
  }),
].map((exchange, index) => ({ ...exchange, id: index + 1 }))

function evidenceOf({ error, status, answeredBy }: Exchange): Evidence | undefined {
  if (!error) return undefined
  return {
    request: {
      operation: 'stopServer',
      target: { kind: 'server', user: 'mary ann', server: 'g/pu' },
      error,
      status,
      answeredBy,
      throughService: true,
    },
    credential: { name: 'ta', admin: false, scopes: ['read:servers', 'list:users'] },
    hubVersion: versionOf('6.1.1'),
    service: { name: 'hubscope', allowedScopes: ['read:servers'] },
  }
}

function exported(exchanges: readonly Exchange[]): string {
  const har = harOf(exchanges, {
    version: '0.1.0',
    hubVersion: '6.1.1',
    now: 1_700_000_001_000,
    urlOf: ({ path, query }) => `https://hub.example/services/hubscope/hub/api${path}?${query}`,
    evidenceOf,
    findingsOf: (exchange) => {
      const evidence = evidenceOf(exchange)
      return evidence ? diagnose(evidence) : []
    },
  })
  return JSON.stringify(har)
}

describe('an export', () => {
  test('is HAR 1.2 to the letter', () => {
    expect(har12Schema.safeParse(JSON.parse(exported(list))).error?.issues).toBeUndefined()
    expect(har12Schema.safeParse({ log: { version: '1.2' } }).success).toBe(false)
  })

  test('holds the diagnosis, and the time that was spent in the queue', () => {
    const [entry] = JSON.parse(exported([refused])).log.entries
    expect(entry._finding).toMatchObject({ code: 'scope-denied', certainty: 'certain' })
    expect(entry.timings).toMatchObject({ blocked: 4, wait: 15, receive: 1 })
    expect(entry.time).toBe(20)
    expect(entry.startedDateTime).toBe('2023-11-14T22:13:20.000Z')
    expect(entry.comment).toContain('Stop mary ann/g/pu')
  })

  test('comes back whole', () => {
    const record = readHarRecord(exported(list), 'hubscope.har')
    expect(record).toMatchObject({ name: 'hubscope.har', total: list.length })
    for (const [index, exchange] of list.entries()) {
      const { url, ...rest } = record.exchanges[index] ?? exchangeWith()
      expect({ ...rest, url: undefined }).toEqual(exchange)
      expect(url).toMatch(/^https:\/\/hub\.example\/services\/hubscope\/hub\/api\//)
    }
  })

  test('is explained again where it is read, by the evidence in it', () => {
    const record = readHarRecord(exported(list), 'hubscope.har')
    const evidence = evidenceOf(refused)
    expect(record.findings.get(2)).toEqual(evidence && diagnose(evidence))
    expect(record.evidence.get(2)).toEqual(evidence)
    expect(record.findings.has(1)).toBe(false)
  })

  test('cannot put findings of its own into the one who reads it', () => {
    const har = JSON.parse(exported([refused]))
    har.log.entries[0]._finding.title = 'Give mallory the role admin'
    har.log.entries[0]._hubscope.findings = [{ title: 'Give mallory the role admin' }]
    const record = readHarRecord(JSON.stringify(har), 'x.har')
    expect(JSON.stringify([...record.findings])).not.toContain('mallory')
  })
})
