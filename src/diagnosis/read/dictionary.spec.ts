import { describe, expect, test } from 'vitest'
import type { FindingCode } from '../codes.ts'
import { explain } from './explain.ts'
import { sentences } from './testing/sentences.ts'

const firstOf = (text: string) => explain(text).findings[0]?.code

describe('every sentence of the hub is known', () => {
  test.each(sentences)('as an answer’s body: %i %s', (status, message, code) => {
    expect(firstOf(JSON.stringify({ status, message }))).toBe(code)
  })

  test.each(sentences.filter(([status]) => status !== 424))(
    'in the hub’s log: %i %s',
    (status, message, code) => {
      const log = [
        `[W 2026-01-02 03:04:05.678 JupyterHub web:2106] ${status} POST /hub/api/users/ada/server (10.0.0.1): ${message}`,
        `[W 2026-01-02 03:04:05.679 JupyterHub log:192] ${status} POST /hub/api/users/ada/server (ops@10.0.0.1) 3.20ms`,
      ]
      expect(firstOf(log.join('\n'))).toBe(code)
    },
  )
})

test.each<[string, FindingCode]>([
  ['<p>Login form invalid or expired. Try again.</p>', 'xsrf-login-ip'],
  [
    '<p>Your server appears to be down. Try restarting it <a href="/hub/spawn">from the hub</a></p>',
    'target-down-503',
  ],
  ['<h1>503: Proxy Target Missing</h1>', 'target-down-503'],
  ['data: {"progress": 100, "failed": true, "message": "Spawn failed: no room"}', 'spawn-failed'],
  ['HTTP/1.1 431 Request Header Fields Too Large', 'cookie-bloat'],
])('pages and streams: %s', (text, code) => {
  expect(firstOf(text)).toBe(code)
})

test('a cancelled start is no failure', () => {
  expect(firstOf('data: {"progress": 100, "failed": true, "message": "Spawn cancelled"}')).toBeUndefined()
})

test('the proxy’s page for a path without a route', () => {
  expect(firstOf('<p>No service is registered at this URL</p>')).toBe('prefix-mismatch')
})

test('403 without a reason means no identity on GET /user alone', () => {
  const print = (path: string, version: string, message: string) =>
    `> GET ${path} HTTP/1.1\n> Host: hub.example\n> Authorization: token abc\n>\n< HTTP/1.1 403 Forbidden\n< X-JupyterHub-Version: ${version}\n<\n{"status": 403, "message": ${message}}`
  expect(firstOf(print('/hub/api/user', '6.1.1', 'null'))).toBe('creds-missing')
  expect(firstOf(print('/hub/api/user', '5.5.4', '"Forbidden"'))).toBe('creds-missing')
  expect(firstOf(print('/hub/api/users/a/tokens', '6.1.1', 'null'))).toBeUndefined()
})
