import { describe, expect, test } from 'vitest'
import { filteredMessage, type HubError } from '#hub/errors.ts'
import type { RequestEvidence } from './evidence.ts'
import { diagnose } from './diagnose.ts'
import { denial, evidenceWith, refusal } from './testing/evidence-with.ts'

function codeOf(given: Parameters<typeof evidenceWith>[0]): string {
  const [{ code, certainty }] = diagnose(evidenceWith(given))
  return `${code} · ${certainty}`
}

function said(
  error: HubError,
  request: Partial<RequestEvidence> = {},
): { request: Partial<RequestEvidence> } {
  return { request: { error, ...request } }
}

const operation = 'stopServer'

describe('the hub refuses', () => {
  test.each([
    ['a scope', denial('delete:servers'), 'scope-denied · likely'],
    ['by a filter', refusal(404, filteredMessage), 'scope-filtered-404 · likely'],
    ['the token', refusal(403, 'Missing or invalid credentials.'), 'creds-missing · likely'],
    [
      'to make an admin',
      refusal(403, 'Only admins can grant admin permissions'),
      'admin-powers-surprise · certain',
    ],
    ['what is under way', refusal(400, 'alice is pending stop'), 'pending-400 · certain'],
    ['what runs already', refusal(400, 'alice is already running'), 'pending-400 · certain'],
    ['too many starts', refusal(429, 'Too many users', { retryAfter: 34 }), 'spawn-throttled-429 · certain'],
    ['what is not there', refusal(404, 'No such user: alice'), 'not-found · certain'],
    ['for reasons of its own', refusal(400, 'Cannot delete yourself!'), 'unexplained · possible'],
  ])('%s', (_, error, expected) => {
    expect(codeOf(said(error))).toBe(expected)
  })

  test.each([
    [true, 'xsrf-mask · likely'],
    [false, 'xsrf-missing · possible'],
  ])(
    'with the XSRF message, which means another thing of a token (through the service: %s)',
    (throughService, expected) => {
      for (const message of [
        "'_xsrf' argument missing from POST",
        'XSRF cookie does not match POST argument',
      ]) {
        expect(codeOf(said(refusal(403, message), { throughService }))).toBe(expected)
      }
    },
  )

  test('with its own words when nothing explains them', () => {
    const [finding] = diagnose(evidenceWith(said(refusal(400, 'image not allowed'))))
    expect(finding.title).toBe('The hub refused to stop a server')
    expect(finding.explanation).toBe('It answered 400 and said “image not allowed”.')
  })

  test('how long to wait is told when the hub tells it', () => {
    const [finding] = diagnose(evidenceWith(said(refusal(429, 'Too many users', { retryAfter: 34 }))))
    expect(finding.fixes[0]?.text).toContain('34 s')
  })

  test('a failed start, whose reason stands in its progress', () => {
    const error = refusal(500, 'Internal Server Error')
    expect(codeOf({ operation: 'startServer', ...said(error) })).toBe('spawn-failed · certain')
    expect(codeOf({ operation: 'stopServer', ...said(error) })).toBe('unexplained · possible')
  })

  test('what its version does not have', () => {
    const given = {
      operation: 'updateServer',
      hub: '5.5.4',
      ...said(refusal(405, 'Method Not Allowed')),
    } as const
    expect(codeOf(given)).toBe('not-in-this-version · certain')
    expect(codeOf({ ...given, hub: '6.1.1' })).toBe('unexplained · possible')
  })

  test.each([
    ['4.1.6', 'list-poisoned · possible'],
    ['5.5.2', 'list-poisoned · possible'],
    ['5.5.3', 'unexplained · possible'],
    ['6.0.1', 'list-poisoned · possible'],
    ['6.1.0', 'unexplained · possible'],
  ])('every list of users, on hub %s', (hub, expected) => {
    expect(codeOf({ operation: 'listUsers', hub, ...said(refusal(500, 'Internal Server Error')) })).toBe(
      expected,
    )
  })
})

describe('the login is over', () => {
  test.each(['no-session', 'expired'] as const)('%s', (reason) => {
    const error = { tag: 'signed-out', operation, message: '', reason } as const
    expect(codeOf(said(error, { status: 401, answeredBy: 'service' }))).toBe('creds-missing · certain')
  })
})

describe('nobody answers', () => {
  const gone = { tag: 'unreachable', operation, message: 'Connection refused.', timedOut: false } as const
  const late = { ...gone, timedOut: true }

  test.each([
    ['the service', gone, undefined, 'service-unreachable · certain'],
    ['the hub', gone, 502, 'hub-unreachable · certain'],
    ['either, in time', late, undefined, 'no-answer-in-time · likely'],
    ['to the end', gone, 200, 'answer-cut-off · certain'],
    ['the hub, in time', late, 504, 'no-answer-in-time · certain'],
  ])('%s', (_, error, status, expected) => {
    expect(codeOf(said(error, { status, answeredBy: 'nobody' }))).toBe(expected)
  })
})

describe('something in between answers', () => {
  test.each([
    [0, 'sso-portal · likely'],
    [401, 'edge-auth · likely'],
    [404, 'edge-answered · likely'],
    [413, 'edge-limits · certain'],
    [429, 'edge-rate-limit · likely'],
    [502, 'edge-upstream-down · likely'],
    [503, 'target-down-503 · likely'],
    [504, 'edge-upstream-down · likely'],
  ])('with %i', (status, expected) => {
    const error = refusal(status, filteredMessage, { answeredBy: 'proxy' })
    expect(codeOf(said(error, { throughService: false }))).toBe(expected)
  })

  test.each([
    ['stopServer', 403, 'edge-blocks-method · likely'],
    ['stopServer', 405, 'edge-blocks-method · likely'],
    ['startServer', 405, 'edge-blocks-method · likely'],
    ['startServer', 403, 'edge-blocks-method · possible'],
    ['listUsers', 403, 'edge-blocks-api · likely'],
    ['listUsers', 405, 'edge-answered · likely'],
    [undefined, 403, 'edge-answered · likely'],
  ] as const)('%s with %i, under the name that the doctor gives it', (operation, status, expected) => {
    const error = refusal(status, 'Forbidden', { answeredBy: 'proxy' })
    expect(codeOf(said(error, { operation, throughService: false }))).toBe(expected)
  })

  test.each([
    [true, 'The proxy could not reach the hub'],
    [false, 'The proxy could not reach Hubscope’s service'],
  ])('with 503: what is down depends on where it stands', (throughService, title) => {
    const error = refusal(503, 'Service Unavailable', { answeredBy: 'proxy' })
    expect(diagnose(evidenceWith(said(error, { throughService })))[0].title).toBe(title)
  })
})

describe('the fault is ours', () => {
  test('an answer that no schema fits', () => {
    const error = {
      tag: 'mismatch',
      operation,
      message: 'Unexpected form at items.0.',
      path: 'items.0',
    } as const
    expect(codeOf(said(error, { status: 200, answeredBy: 'hub' }))).toBe('unexpected-answer · certain')
  })

  test('a refusal by the service itself', () => {
    expect(codeOf(said(refusal(403, 'No CSRF token.', { answeredBy: 'service' })))).toBe(
      'service-refused · certain',
    )
  })

  test('a name that cannot be asked for', () => {
    expect(codeOf(said(refusal(400, 'the name .. cannot stand in a URL', { answeredBy: 'nobody' })))).toBe(
      'unexplained · certain',
    )
  })
})

test('without knowing the visitor or the hub, there is still an answer', () => {
  const evidence = evidenceWith(said(denial('delete:servers')))
  const [finding] = diagnose({ ...evidence, credential: undefined, hubVersion: undefined })
  expect(finding.code).toBe('unexplained')
  expect(finding.explanation).toContain('requires any of [delete:servers]')
})
