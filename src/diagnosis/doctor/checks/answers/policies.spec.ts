import { expect, test } from 'vitest'
import { examine } from '../../examine.ts'
import { byHub, healthy } from '../../testing/healthy.ts'

/** What is found where the hub's page arrives with its own policy and this one. */
function titlesWith(policy: string): string[] {
  const headers = { 'content-security-policy': `frame-ancestors 'none'; report-uri /x, ${policy}` }
  const hubPage = { ...byHub(200, { body: 'html', headers }), loggedIn: true }
  return examine(healthy({ hubPage })).findings.map(({ title }) => title)
}

test.each([
  "default-src 'self'",
  "script-src 'self' 'nonce-abc' 'unsafe-inline'",
  "script-src 'unsafe-inline' 'sha256-abc='",
  "script-src 'unsafe-inline' 'strict-dynamic'",
  "default-src 'unsafe-inline'; script-src 'self'",
  'sandbox allow-forms',
])('the policy %s stops scripts', (policy) => {
  expect(titlesWith(policy)).toEqual([expect.stringContaining('stops the scripts')])
})

test.each([
  "connect-src 'none'",
  'connect-src https://api.test',
  'connect-src https://hub.test:8443',
  'connect-src wss:',
  'connect-src',
  "default-src 'unsafe-inline'",
])('the policy %s stops calls', (policy) => {
  expect(titlesWith(policy)).toEqual([expect.stringContaining('stops the calls')])
})

test.each([
  "frame-ancestors 'self'",
  "default-src 'self' 'unsafe-inline'",
  'connect-src *',
  'connect-src https:',
  'connect-src http://hub.test',
  'connect-src https://hub.test:443/hub/',
  'connect-src *.test',
  "img-src 'none'; style-src 'self'",
])('the policy %s stops nothing that the hub’s pages do', (policy) => {
  expect(titlesWith(policy)).toEqual([])
})
