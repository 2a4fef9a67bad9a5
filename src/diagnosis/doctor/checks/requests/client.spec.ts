import { expect, test } from 'vitest'
import type { DoctorFinding } from '../../finding.ts'
import { examine } from '../../examine.ts'
import type { ProbeResults } from '../../results.ts'
import { old } from '../../testing/changes.ts'
import { echoWith, echoed, healthy, loginForms } from '../../testing/healthy.ts'

type Headers = Parameters<typeof echoWith>[0]

/** On a hub whose login form does not tell. */
function comingAs(...headers: readonly Headers[]): Partial<ProbeResults> {
  return { echoes: headers.map((each) => echoed(echoWith(each))), loginForms: undefined }
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
  expect(finding({ echoes, sockets, asker: 'command-line' })).toBeDefined()

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

const alike = loginForms(0, 0, 0, 0, 0, 0)
const well = 'Several addresses arrive, and the hub takes the visitor for one all the same'

test('the hub’s own view is named before what arrives', () => {
  const forms = loginForms(0, 1, 0, 2, 0, 0)
  const named = 'In 6 requests for its login form, the hub took this visitor for 3 different ones.'
  expect(finding({ ...comingAs(...proxies), loginForms: forms })).toMatchObject({
    certainty: 'certain',
    evidence: [named, 'To the hub, 4 requests come from 10.0.0.1 (2), 10.0.0.2 (2).'],
  })
  // Hubscope is reached otherwise than the hub, or not at all: nothing is known of the addresses.
  for (const echoes of [healthy().echoes, undefined]) {
    const found = finding({ echoes, loginForms: forms, hubVersion: undefined })
    expect(found).toMatchObject({ certainty: 'certain', evidence: [named] })
    expect(found && linesOf(found)).not.toMatch(/trusted_downstream_ips|ANONYMOUS_IP_CIDRS/)
  }
})

test('a hub that takes the visitor for one does not mind that addresses change', () => {
  const both = { ...comingAs(...proxies), loginForms: alike }
  for (const asker of ['browser', 'command-line'] as const) {
    expect(finding({ ...both, asker })).toBeUndefined()
    expect(examine(healthy({ ...both, asker })).well).toContain(well)
  }
  // One of its answers did not come.
  const { visitor: _, ...untold } = alike[0] ?? { at: 0, ms: 0 }
  expect(finding({ ...both, loginForms: [...alike, untold] })).toBeDefined()
})

test('that it did so by chance, or for one connection of a browser, proves nothing', () => {
  const rare = { ...comingAs(...Array<Headers>(7).fill(claimed[0]), claimed[1]), loginForms: alike }
  expect(finding({ ...rare, asker: 'command-line' })).toBeDefined()
  const opened = { opened: true, ms: 9 }
  const sockets = [0, 1].map((index) => ({ ...opened, seen: echoWith(claimed[index]) }))
  expect(finding({ ...comingAs(claimed[0], claimed[0]), sockets, loginForms: alike })).toBeDefined()
})

test('for whom the hub takes what arrived, it says itself when the service asks', () => {
  const opened = { opened: true, ms: 9 }
  const sockets = [0, 1].map((index) => ({ ...opened, seen: echoWith(proxies[index]) }))
  const arrived = { ...comingAs(proxies[0], proxies[0]), sockets, loginForms: alike }
  // Of the forms alone, the addresses of sockets leave a doubt.
  expect(finding(arrived)?.certainty).toBe('likely')
  expect(finding({ ...arrived, visitors: [0, null] })?.certainty).toBe('likely')
  expect(finding({ ...arrived, visitors: [0, 1] })).toMatchObject({
    certainty: 'certain',
    evidence: [
      'Asked from inside with the addresses that arrived, the hub takes this visitor for 2 different ones.',
      'To the hub, 4 requests come from 10.0.0.1 (3), 10.0.0.2 (1).',
    ],
  })
  expect(examine(healthy({ ...arrived, visitors: [0, 0] })).well).toContain(well)
})

test('without Hubscope a command line compares the login forms alone', () => {
  const bare = { echoes: undefined, sockets: undefined, asker: 'command-line' } as const
  expect(examine(healthy({ ...bare, loginForms: alike })).well).toContain(
    'The visitor’s address stays the same',
  )
  expect(examine(healthy({ ...bare, loginForms: undefined })).unchecked).toContain('Client address')
})

test('what is no address leaves that of the hub’s proxy', () => {
  const ports = ['198.51.100.7:5000', '198.51.100.7:5001'].map((each) => ({ 'x-real-ip': each }))
  expect(finding(comingAs(...ports))).toBeUndefined()
})
