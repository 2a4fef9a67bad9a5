import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { readHarRecord, UnreadableFile } from './read-har-record.ts'

function sample(name: string): string {
  return readFileSync(new URL(`../../../diagnosis/read/samples/${name}`, import.meta.url), 'utf8')
}

interface Answered {
  status: number
  headers?: Record<string, string>
  body?: unknown
  url?: string
  method?: string
}

/** A HAR of answered requests, as a browser would write it. */
function harWith(...answers: Answered[]): string {
  const pairs = (headers: Record<string, string> = {}) =>
    Object.entries(headers).map(([name, value]) => ({ name, value }))
  const entries = answers.map(({ status, headers, body, url, method = 'GET' }) => ({
    startedDateTime: '2026-03-01T10:00:00.000+01:00',
    time: 30,
    request: {
      method,
      url: url ?? 'https://hub.example/hub/api/users?_xsrf=planted-xsrf&offset=0',
      headers: pairs({ Cookie: '_xsrf=planted-xsrf; jupyterhub-hub-login="2|planted-cookie"' }),
    },
    response: {
      status,
      headers: pairs({ 'set-cookie': 'jupyterhub-session-id=planted-cookie; Path=/', ...headers }),
      content: { size: 3, mimeType: 'application/json', text: JSON.stringify(body ?? {}) },
    },
    timings: { blocked: 2, send: 0, wait: 20, receive: 8 },
  }))
  return JSON.stringify({ log: { version: '1.2', entries } })
}

const refusal = {
  status: 403,
  message: 'Action is not authorized with current scopes; requires any of [admin:users]',
}

describe('a HAR file that Chromium made', () => {
  const record = readHarRecord(sample('spawn-page-chromium.har'), 'spawn-page.har')

  test('is shown exchange by exchange', () => {
    expect(record.exchanges).toHaveLength(record.total)
    expect(record.exchanges[0]).toMatchObject({
      method: 'GET',
      path: '/hub/spawn-pending/mara',
      url: 'http://hub.campus.example/hub/spawn-pending/mara',
      status: 200,
      operation: 'other',
      askedAt: Date.parse('2026-11-22T05:25:29.288Z'),
    })
  })

  test('has no cookie value in it any more', () => {
    const text = JSON.stringify([record.exchanges, [...record.findings]])
    expect(text).not.toMatch(/feedface|abcdefabcdef/)
    expect(text).toContain('jupyterhub-session-id=[masked]')
  })
})

describe('a HAR file of another program', () => {
  test('knows the hub’s operations, who answered and when', () => {
    const { exchanges } = readHarRecord(
      harWith({ status: 200, headers: { 'X-JupyterHub-Version': '6.1.1' }, body: [] }),
      'x.har',
    )
    expect(exchanges[0]).toMatchObject({
      operation: 'listUsers',
      path: '/users',
      query: '_xsrf=[masked]&offset=0',
      answeredBy: 'hub',
      sentAt: Date.parse('2026-03-01T09:00:00.002Z'),
      answeredAt: Date.parse('2026-03-01T09:00:00.022Z'),
      doneAt: Date.parse('2026-03-01T09:00:00.030Z'),
    })
  })

  test('is explained where the hub refused, whatever line it stands on', () => {
    const { findings } = readHarRecord(
      harWith(
        { status: 200, body: {} },
        { status: 403, body: refusal, headers: { 'X-JupyterHub-Version': '6.1.1' } },
      ),
      'x.har',
    )
    expect(findings.has(1)).toBe(false)
    expect(findings.get(2)?.[0]).toMatchObject({ code: 'scope-denied' })
  })

  test('keeps neither cookies nor XSRF values nor tokens', () => {
    const record = readHarRecord(
      harWith({ status: 201, body: { token: 'planted-token', note: 'x' }, method: 'POST' }),
      'x.har',
    )
    expect(JSON.stringify([record.exchanges, [...record.findings]])).not.toContain('planted')
  })

  test('with a status of 0 got no answer', () => {
    const { exchanges } = readHarRecord(harWith({ status: 0 }), 'x.har')
    expect(exchanges[0]).toMatchObject({
      status: undefined,
      answeredBy: 'nobody',
      error: { tag: 'unreachable' },
    })
  })
})

describe('a file that is no record', () => {
  test.each([
    ['', /empty/],
    ['{"log": {"version": "1.2", "entries": [{"startedDa', /cut off/],
    ['[W 2026-03-01 10:00 JupyterHub] 403 GET', /no JSON/],
    ['{"users": []}', /no HAR file/],
    ['{"log": {"entries": []}}', /no exchange/],
    ['{"log": {"entries": [{"request": 1}]}}', /None of the exchanges/],
  ])('%j is refused with a reason', (text, reason) => {
    expect(() => readHarRecord(text, 'x.har')).toThrow(UnreadableFile)
    expect(() => readHarRecord(text, 'x.har')).toThrow(reason)
  })
})
