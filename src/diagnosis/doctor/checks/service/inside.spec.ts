import { expect, test } from 'vitest'
import { examine } from '../../examine.ts'
import type { Inside } from '../../results.ts'
import { inside } from '../../testing/changes.ts'
import { healthy, silence } from '../../testing/healthy.ts'

function findings(environment: Inside['environment'], change: Partial<Inside> = { hub: silence }) {
  return examine(healthy(inside({ environment, ...change }))).findings
}

const amiss = { proxy: true, covered: false, hub: 'hub.jhub.svc' }

test('an HTTP proxy that Node was told to ask is why the service does not reach the hub', () => {
  const [first, ...others] = findings({ ...amiss, heeded: true })
  expect(others).toEqual([])
  expect(first).toMatchObject({ code: 'http-proxy-env', certainty: 'likely', hop: 'service' })
  expect(first?.fixes[0]?.lines).toEqual([{ text: 'NO_PROXY=localhost,127.0.0.1,hub.jhub.svc', added: true }])
})

test('an HTTP proxy that Node does not heed is no reason, and may be one for servers', () => {
  const all = findings({ ...amiss, heeded: false }).map(({ code, certainty, hop }) => ({
    code,
    certainty,
    hop,
  }))
  expect(all).toEqual([
    { code: 'hub-unreachable', certainty: 'certain', hop: 'service' },
    { code: 'http-proxy-env', certainty: 'possible', hop: 'server' },
  ])
})

test('what the environment leaves out of the proxy is no matter', () => {
  expect(findings({ ...amiss, covered: true, heeded: true }).map(({ code }) => code)).toEqual([
    'hub-unreachable',
  ])
  expect(findings({ ...amiss, heeded: true }, {})).toEqual([])
})

test('an address on this machine stands once in NO_PROXY', () => {
  const [first] = findings({ ...amiss, hub: '127.0.0.1', heeded: true })
  expect(first?.fixes[0]?.lines[0]?.text).toBe('NO_PROXY=localhost,127.0.0.1')
})
