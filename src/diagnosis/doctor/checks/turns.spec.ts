import { expect, test } from 'vitest'
import { examine } from '../examine.ts'
import { keyOf } from '../finding.ts'
import type { Echoed, ProbeResults } from '../results.ts'
import { old, plain, plainHeaders } from '../testing/changes.ts'
import { arriving, byEdge, byHub, echoWith, echoed, healthy } from '../testing/healthy.ts'

// Of two proxies that take turns, one does something else: what the first answer shows is half of it.

type Headers = Parameters<typeof echoWith>[0]

/** Every second call arrives with these. */
function everySecond(headers: Headers, as: Headers = {}): Echoed[] {
  return Array.from({ length: 6 }, (_, index) => echoed(echoWith(index % 2 === 0 ? as : headers)))
}

function findings(change: Partial<ProbeResults>) {
  return examine(healthy(change)).findings
}

test.each<[string, Partial<ProbeResults>, string]>([
  ['Host', { echoes: everySecond({ host: '127.0.0.1:8000' }) }, 'ws-origin-blocked: Host'],
  ['the scheme', { echoes: everySecond({ 'x-scheme': 'http' }) }, 'proto-downgrade'],
  [
    'the scheme on plain http',
    { ...plain, ...arriving(plainHeaders), echoes: everySecond({ 'x-scheme': 'https' }, plainHeaders) },
    'secure-cookie-on-http',
  ],
  ['the Referer, hub 3', { ...old, echoes: everySecond({ referer: undefined }) }, 'ref-missing'],
  ['the scheme, hub 3', { ...old, echoes: everySecond({ forwarded: 'proto=http' }) }, 'ref-blocked'],
  [
    'Authorization',
    { authorizations: everySecond({}, { authorization: 'present, scheme token' }) },
    'auth-header-stripped',
  ],
  ['Sec-Fetch-*', { echoes: everySecond({ 'sec-fetch-mode': undefined }) }, 'fetch-metadata-stripped'],
])('who loses %s in every second call is found, with how often', (_, change, key) => {
  const [first] = findings(change)
  expect(first && keyOf(first)).toBe(key)
  expect(first?.certainty).toBe('certain')
  expect(first?.evidence.join(' ')).toContain('in 3 of 6 requests')
})

test('lines for one of several that take turns say so', () => {
  const [some] = findings({ echoes: everySecond({ host: '127.0.0.1:8000' }) })
  expect(some?.fixes.at(-1)?.text).toContain('one needs these lines')
  const [all] = findings(arriving({ host: '127.0.0.1:8000' }))
  expect(all?.fixes.map(({ text }) => text).join(' ')).not.toContain('take turns')
})

test('some calls that are refused are no cause of their own for what else was refused', () => {
  const { echoes = [] } = healthy()
  const change = {
    echoes: [byEdge(403), ...echoes, byEdge(403)],
    path: { ...byEdge(403), sent: '/x%2Fy', refused: 3 },
    methods: [{ ...byEdge(403), method: 'DELETE', refused: 3 }],
  }
  expect(findings(change).map((each) => `${keyOf(each)} · ${each.certainty}`)).toEqual([
    'edge-answered · certain',
    'encoded-path · possible',
    'edge-blocks-method · possible',
  ])
  expect(findings(change)[0]?.evidence[0]).toMatch(/^2 of 5 calls .* got a 403 .*others arrived\.$/)
})

test('a target that is down among others that are not', () => {
  const { echoes = [] } = healthy()
  expect(findings({ echoes: [...echoes, byEdge(502)] })[0]).toMatchObject({
    code: 'edge-upstream-down',
    title: 'One of several targets of the proxy in front does not answer',
  })
})

test('each part of the site that somebody else answers for is named', () => {
  const change = { hub: [byEdge(403)], userTree: byEdge(404) }
  expect(findings(change).map(keyOf)).toEqual(['edge-blocks-api', 'edge-paths-missing'])
  const forbidden = { hubPage: { ...byEdge(403), loggedIn: false }, userTree: byEdge(403) }
  const [one, ...others] = findings(forbidden)
  expect(others).toEqual([])
  expect(one).toMatchObject({
    code: 'edge-answered',
    evidence: [expect.stringContaining('/hub/ is'), expect.stringContaining('/user/ is')],
  })
})

test('a token refused by the hub although the header arrives may have another cause', () => {
  const { inside } = healthy()
  if (!inside) throw new Error('the healthy way is looked at from inside')
  const outside = { reached: true, identity: byHub(403, { body: 'hub' }) }
  expect(findings({ inside: { ...inside, outside } })[0]).toMatchObject({
    code: 'auth-header-stripped',
    certainty: 'likely',
  })
})

test('a Host that is the service’s own is the work of --change-origin, with and without a login', () => {
  const host = '127.0.0.1:10101'
  const arrivingAs = (headers: Headers, isOwnHost?: boolean): Partial<ProbeResults> => ({
    echoes: [
      echoed({ ...echoWith({ host, ...headers }), ...(isOwnHost === undefined ? {} : { isOwnHost }) }),
    ],
  })
  const { inside: _, ...anonymous } = healthy({ asker: 'command-line' })
  const codes = (change: Partial<ProbeResults>) =>
    examine({ ...anonymous, ...change }).findings.map(({ code, certainty }) => `${code} · ${certainty}`)
  expect(codes(arrivingAs({}, true))).toEqual([])
  expect(codes(arrivingAs({}, false))).toEqual(['ws-origin-blocked · certain'])
  // The address in the browser got lost before.
  expect(codes(arrivingAs({ 'x-forwarded-host': 'upstream:8000' }, true))).toEqual([
    'ws-origin-blocked · certain',
  ])
  // As an earlier service leaves it open.
  expect(codes(arrivingAs({}))).toEqual(['ws-origin-blocked · likely'])
})

test('Envoy’s 503 for a target that does not answer is no limit on calls', () => {
  const { echoes = [] } = healthy()
  const lost = byEdge(503, {
    body: 'text',
    says: 'upstream connect error or disconnect/reset before headers.',
  })
  expect(findings({ echoes: [...echoes, lost] }).map(keyOf)).toEqual(['edge-upstream-down'])
  expect(findings({ echoes: [...echoes, byEdge(503)] }).map(keyOf)).toEqual(['edge-rate-limit'])
})
