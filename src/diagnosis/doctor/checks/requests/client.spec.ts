import { expect, test } from 'vitest'
import type { DoctorFinding } from '../../finding.ts'
import { examine } from '../../examine.ts'
import type { ProbeResults } from '../../results.ts'
import { old } from '../../testing/changes.ts'
import { echoWith, echoed, healthy } from '../../testing/healthy.ts'

type Headers = Parameters<typeof echoWith>[0]

function comingAs(...headers: readonly Headers[]): Partial<ProbeResults> {
  return { echoes: headers.map((each) => echoed(echoWith(each))) }
}

const finding = (change: Partial<ProbeResults>): DoctorFinding | undefined =>
  examine(healthy(change)).findings.find(({ code }) => code === 'xsrf-login-ip')

const linesOf = ({ fixes }: DoctorFinding) =>
  fixes.flatMap(({ lines }) => lines.map(({ text }) => text)).join('\n')

const claimed = ['10.0.0.11', '10.0.0.12'].map((address) => ({ 'x-real-ip': address }))
const proxies = ['10.0.0.1', '10.0.0.2'].map((address) => ({
  'x-real-ip': undefined,
  'x-forwarded-for': `198.51.100.7,${address}`,
}))

test('each address is named with the number of requests that came from it', () => {
  expect(finding(comingAs(...claimed, claimed[0]))).toMatchObject({
    certainty: 'certain',
    // Three calls, and three WebSockets.
    evidence: ['To the hub, 6 requests come from 10.0.0.11 (4), 10.0.0.12 (2).'],
  })
})

test('a browser sends its calls over one connection, so WebSockets have to show another way', () => {
  const { echoes } = healthy()
  const [same, other] = [echoWith(), echoWith({ 'x-real-ip': '10.0.0.12' })]
  const opened = { opened: true, ms: 9 }
  const sockets = [same, other].map((seen) => ({ ...opened, seen }))
  expect(finding({ echoes, sockets })).toBeDefined()

  const { findings, unchecked, well } = examine(healthy({ sockets: [opened, opened] }))
  expect(findings).toEqual([])
  expect(unchecked).toEqual(['WebSocket origin', 'Client address'])
  expect(well).not.toContain('The visitor’s address stays the same')
  expect(examine(healthy({ sockets: [opened], asker: 'command-line' })).well).toContain(
    'The visitor’s address stays the same',
  )
})

test('hubs below 4.1 bind no login to an address', () => {
  expect(finding({ ...old, ...comingAs(...claimed) })).toBeUndefined()
  expect(finding({ hubVersion: '4.1.0', ...comingAs(...claimed) })?.certainty).toBe('certain')
  expect(finding({ hubVersion: 'unheard of', ...comingAs(...claimed) })?.certainty).toBe('likely')
})

test('addresses are printed as those of proxies only where the same visitor stands behind them', () => {
  const behind = finding(comingAs(...proxies))
  expect(behind && linesOf(behind)).toContain(
    'c.JupyterHub.trusted_downstream_ips.extend(["10.0.0.1", "10.0.0.2"])',
  )
  // The hub reads X-Real-IP before anything else.
  const named = finding(comingAs(...claimed))
  expect(named && linesOf(named)).not.toContain('trusted_downstream_ips')
  // Nobody stands behind: these may be strangers.
  const bare = ['203.0.113.1', '203.0.113.2'].map((each) => ({
    'x-real-ip': undefined,
    'x-forwarded-for': each,
  }))
  const strangers = finding(comingAs(...bare))
  expect(strangers && linesOf(strangers)).not.toContain('trusted_downstream_ips')
  expect(strangers && linesOf(strangers)).not.toContain('ANONYMOUS_IP_CIDRS')
})

test('networks to leave out are printed for hubs that know of them', () => {
  const newer = finding(comingAs(...proxies))
  const older = finding({ hubVersion: '5.2.1', ...comingAs(...proxies) })
  expect(newer && linesOf(newer)).toContain('JUPYTERHUB_XSRF_ANONYMOUS_IP_CIDRS')
  expect(older && linesOf(older)).not.toContain('JUPYTERHUB_XSRF_ANONYMOUS_IP_CIDRS')
})

test('a change between IPv4 and IPv6 may be the visitor’s own', () => {
  const both = ['198.51.100.7', '2001:db8::7'].map((address) => ({ 'x-real-ip': address }))
  expect(finding(comingAs(...both))).toMatchObject({ certainty: 'possible', hop: 'browser' })
})
