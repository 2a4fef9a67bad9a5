import { describe, expect, test } from 'vitest'
import { examine } from './examine.ts'
import type { Asked, ProbeResults } from './results.ts'
import {
  arriving,
  asked,
  byEdge,
  byHub,
  byService,
  echoed,
  echoWith,
  healthy,
  silence,
} from './testing/healthy.ts'

type Change = Partial<ProbeResults>

function codes(change: Change): string[] {
  return examine(healthy(change)).findings.map(({ code, certainty }) => `${code} · ${certainty}`)
}

const inside = (change: Partial<NonNullable<ProbeResults['inside']>>): Change => {
  const { inside: well } = healthy()
  return { inside: { ...(well as NonNullable<typeof well>), ...change } }
}
const unreached = (answer: Asked): Change => ({ echoes: [answer, answer, answer] })
const everywhere = (answer: Asked): Change => ({
  ...unreached(answer),
  hub: [answer],
  hubPage: { ...answer, loggedIn: false },
  userTree: answer,
})
const old: Change = { ...inside({ targets: [] }), hubVersion: '3.1.1', cookieCall: byHub(200) }
const page = (origin: string, more = {}): Change => ({
  page: { origin, prefix: '/services/hubscope/', hubUrl: `${origin}/hub/`, trustworthy: true, ...more },
})
const plain = { ...page('http://hub.test', { trustworthy: false }), ...inside({ redirects: [] }) }
const plainHeaders = { 'x-scheme': 'http', 'x-forwarded-proto': 'http,http' }
const posted = (headers: Record<string, string | undefined>): Change => ({
  methods: [{ ...echoed(echoWith(headers, { method: 'POST' })), method: 'POST' }],
})
const target = (change: object, owner = 'server'): Change =>
  inside({
    targets: [
      {
        spec: '/user/ada/',
        target: 'https://ada.apps.test:443',
        owner: owner as 'server',
        name: 'ada',
        own: byHub(200),
        ...change,
      },
    ],
  })
const server = (version = '6.1.1') =>
  asked({
    status: 200,
    body: 'json',
    headers: { 'x-jupyterhub-version': version, server: 'TornadoServer/6.6' },
  })

test('a healthy way has no finding, and says what was checked', () => {
  const { findings, well, unchecked } = examine(healthy())
  expect(findings).toEqual([])
  expect(well).toContain('Host and port arrive')
  expect(well).toContain('WebSockets open')
  expect(well.length).toBeGreaterThan(20)
  expect(unchecked).toEqual([])
  expect(examine(healthy({ asker: 'command-line' })).unchecked).toEqual(['Login', 'Token'])
})

test('what was not probed is neither well nor wrong', () => {
  const { page: where, at, asker } = healthy()
  const { findings, well } = examine({ page: where, at, asker })
  expect({ findings, well }).toEqual({ findings: [], well: [] })
})

describe('named first', () => {
  test.each<[string, Change, string]>([
    ['Host lost', arriving({ host: '127.0.0.1:8000' }), 'ws-origin-blocked · certain'],
    ['Host lost, hub 3', { ...old, ...arriving({ host: '127.0.0.1:8000' }) }, 'ref-blocked · certain'],
    [
      'port lost',
      {
        ...page('https://hub.test:8443'),
        ...inside({ redirects: [] }),
        ...arriving({ origin: 'https://hub.test:8443' }),
      },
      'host-port-lost · certain',
    ],
    [
      'scheme lost',
      arriving({ 'x-scheme': undefined, 'x-forwarded-proto': 'http' }),
      'proto-downgrade · certain',
    ],
    [
      'scheme lost, hub 3',
      { ...old, ...arriving({ 'x-scheme': undefined, 'x-forwarded-proto': 'http' }) },
      'ref-blocked · certain',
    ],
    [
      'X-Scheme http beside X-Forwarded-Proto https, hub 3',
      { ...old, ...arriving({ 'x-scheme': 'http' }) },
      'ref-blocked · certain',
    ],
    [
      'Forwarded with another scheme, hub 3',
      { ...old, ...arriving({ forwarded: 'for=1.2.3.4;proto=http' }) },
      'ref-blocked · certain',
    ],
    ['no Referer, hub 3', { ...old, ...arriving({ referer: undefined }) }, 'ref-missing · certain'],
    [
      'a policy against Referers, hub 3',
      {
        ...old,
        hubPage: { ...byHub(200, { headers: { 'referrer-policy': 'no-referrer' } }), loggedIn: true },
      },
      'ref-missing · certain',
    ],
    [
      'a Referer check that fails for no visible reason',
      { ...old, cookieCall: byHub(403, { body: 'hub' }) },
      'ref-blocked · likely',
    ],
    [
      'https claimed on plain http',
      { ...plain, ...arriving({ 'x-scheme': 'https', origin: 'http://hub.test' }) },
      'secure-cookie-on-http · certain',
    ],
    [
      'X-Forwarded-Proto https on plain http',
      { ...plain, ...arriving({ 'x-scheme': undefined, origin: 'http://hub.test' }) },
      'secure-cookie-on-http · likely',
    ],
    ['Authorization stripped', { authorized: echoed(echoWith()) }, 'auth-header-stripped · certain'],
    [
      'Authorization stripped before the hub alone',
      inside({ outside: { reached: true, identity: byHub(403, { body: 'hub' }) } }),
      'auth-header-stripped · certain',
    ],
    [
      'upgrade stripped',
      {
        sockets: [
          { opened: false, ms: 9, seen: echoWith() },
          { opened: false, ms: 9 },
        ],
      },
      'ws-upgrade-stripped · certain',
    ],
    [
      'a socket that never arrives',
      { sockets: [{ opened: false, ms: 9 }], socketPlain: echoed(echoWith()) },
      'ws-upgrade-stripped · likely',
    ],
    [
      'a second socket that fails',
      {
        sockets: [
          { opened: true, ms: 9 },
          { opened: false, ms: 9, seen: echoWith() },
        ],
      },
      'ws-upgrade-stripped · certain',
    ],
    ['idle sockets cut', { idle: { ms: 60_000, cut: true } }, 'ws-idle-cut · certain'],
    [
      'a buffered stream',
      {
        stream: {
          ...byService(200),
          expected: 4,
          events: [0, 250, 500, 750].map((sent) => ({ sent, arrived: 790 })),
        },
      },
      'sse-buffered · certain',
    ],
    [
      'a stream that is cut',
      {
        stream: { ...byService(200), failure: 'unreachable', expected: 4, events: [{ sent: 0, arrived: 5 }] },
      },
      'edge-limits · likely',
    ],
    [
      'an address decoded on the way',
      {
        path: {
          ...echoed(echoWith({}, { target: '/services/hubscope/api/echo/a@b/c~ d' })),
          sent: '/services/hubscope/api/echo/a%40b%2Fc~%20d',
        },
      },
      'encoded-path · certain',
    ],
    ['an address refused', { path: { ...byEdge(404), sent: '/x%2Fy' } }, 'encoded-path · certain'],
    [
      'a doubled slash',
      { echoes: [1, 2].map(() => echoed(echoWith({}, { target: '//services/hubscope/api/echo' }))) },
      'prefix-mismatch · certain',
    ],
    [
      'a prefix that the hub’s proxy does not know',
      unreached(asked({ status: 404, body: 'html', says: '404: Not Found' })),
      'prefix-mismatch · likely',
    ],
    [
      'a path that the hub does not know for its own',
      { hub: [byHub(302, { headers: { location: '/hub/hub/api/' } })] },
      'prefix-mismatch · certain',
    ],
    ['a small body limit', { bodies: [{ ...byEdge(413), bytes: 2_097_152 }] }, 'edge-limits · certain'],
    ['a small header limit', { headers: [{ ...byEdge(400), bytes: 6144 }] }, 'edge-limits · certain'],
    [
      'many cookies',
      {
        echoes: [
          echoed(
            echoWith(
              {},
              { cookies: Array.from({ length: 30 }, (_, i) => ({ name: `u-oauth-state-${i}`, bytes: 300 })) },
            ),
          ),
        ],
      },
      'cookie-bloat · certain',
    ],
    [
      'cookies that fill the headers',
      { ...unreached(asked({ status: 431, body: 'empty' })), bare: echoed(echoWith()) },
      'cookie-bloat · certain',
    ],
    ['a cache', { cached: ['a', 'a'].map((id) => echoed(echoWith({}, { id }))) }, 'edge-cache · certain'],
    [
      'a cache that says so',
      { hub: [byHub(200), byHub(200, { headers: { age: '4' } })] },
      'edge-cache · certain',
    ],
    ['methods refused', { methods: [{ ...byEdge(405), method: 'DELETE' }] }, 'edge-blocks-method · certain'],
    [
      'errors replaced',
      { errors: { service: byEdge(404), hub: byEdge(200) } },
      'edge-replaces-errors · certain',
    ],
    [
      'a policy without inline scripts',
      {
        hubPage: {
          ...byHub(200, {
            body: 'html',
            headers: { 'content-security-policy': "frame-ancestors 'none', default-src 'self'" },
          }),
          loggedIn: true,
        },
      },
      'csp-frame · certain',
    ],
    [
      'another address at every call',
      { echoes: ['10.0.0.1', '10.0.0.2'].map((ip) => echoed(echoWith({ 'x-real-ip': ip }))) },
      'xsrf-login-ip · certain',
    ],
    [
      'two edges',
      {
        echoes: ['10.0.0.1', '10.0.0.2'].map((ip) =>
          echoed(echoWith({ 'x-real-ip': undefined, 'x-forwarded-for': `1.2.3.4,${ip}` })),
        ),
      },
      'xsrf-login-ip · certain',
    ],
    [
      'fetch metadata stripped',
      arriving({ 'sec-fetch-mode': undefined }),
      'fetch-metadata-stripped · certain',
    ],
    ['Origin stripped', posted({}), 'fetch-metadata-stripped · certain'],
    ['Origin replaced', posted({ origin: 'http://127.0.0.1' }), 'ws-origin-blocked · certain'],
    ['the edge’s target down', everywhere(byEdge(502)), 'edge-upstream-down · certain'],
    ['a portal before the API', { hub: [asked({ status: 0, body: 'unread' })] }, 'sso-portal · likely'],
    ['a portal’s page', { hub: [byEdge(200, { says: 'Sign in' })] }, 'sso-portal · certain'],
    [
      'a portal on another host',
      { hub: [byEdge(302, { headers: { location: 'https://sso.test/login' } })] },
      'sso-portal · certain',
    ],
    [
      'a password of the edge',
      { hub: [byEdge(401, { headers: { 'www-authenticate': 'Basic' } })] },
      'edge-auth · certain',
    ],
    ['the API refused', { hub: [byEdge(403)] }, 'edge-blocks-api · certain'],
    ['a limit on calls', { userTree: byEdge(429) }, 'edge-rate-limit · certain'],
    ['a tree that is missing', { userTree: byEdge(404) }, 'edge-paths-missing · certain'],
    [
      'the hub’s own port',
      { ...unreached(byHub(404, { body: 'html' })), headers: [{ ...byHub(200), bytes: 20_480 }] },
      'direct-hub-port · certain',
    ],
    [
      'the hub’s own port behind something that refuses large headers first',
      { ...unreached(byHub(302)), headers: [{ ...byEdge(400), bytes: 21_000 }] },
      'direct-hub-port · likely',
    ],
    [
      'redirects in circles',
      inside({
        redirects: ['https://hub.test/', 'https://hub.test/'].map((url) => ({
          ...byEdge(301, { headers: { location: url } }),
          url,
        })),
      }),
      'redirect-loop-route · certain',
    ],
    [
      'a redirect to http',
      inside({
        redirects: [
          { ...byEdge(301, { headers: { location: 'http://hub.test/hub/' } }), url: 'https://hub.test/' },
        ],
      }),
      'proto-downgrade · certain',
    ],
    ['a hub that is not there', inside({ hub: silence }), 'hub-unreachable · certain'],
    [
      'a hub behind HTTP_PROXY',
      inside({ hub: byEdge(403), environment: { proxy: true, covered: false } }),
      'http-proxy-env · likely',
    ],
    [
      'another callback',
      inside({
        service: {
          name: 'h',
          version: '1',
          node: '22',
          address: 'a:1',
          prefix: '/services/hubscope/',
          callback: '/oauth_callback',
        },
      }),
      'oauth-client-mismatch · certain',
    ],
    ['a loop by Host', target({ own: server(), asPublic: byHub(302) }), 'host-route-loop-431 · certain'],
    [
      'a loop by Host, to its end',
      target({ own: server(), asPublic: asked({ status: 431, body: 'empty' }) }),
      'host-route-loop-431 · certain',
    ],
    [
      'a certificate nobody knows',
      target({ own: { ...silence, reason: 'DEPTH_ZERO_SELF_SIGNED_CERT' } }),
      'chp-tls-503 · likely',
    ],
    ['a dead target', target({ own: silence }), 'target-down-503 · likely'],
    ['an old server', target({ own: server('4.1.6') }), 'version-mismatch-loop · certain'],
    [
      'cookies stripped',
      {
        login: {
          worked: false,
          hops: [{ ...byHub(302, { cookies: [] }), url: 'https://hub.test/hub/login' }],
        },
      },
      'cookies-stripped · likely',
    ],
    [
      'cookies moved',
      {
        login: {
          worked: false,
          hops: [
            {
              ...byHub(302, { cookies: [{ name: 'jupyterhub-hub-login', path: '/x/', secure: true }] }),
              url: 'https://hub.test/hub/login?next=',
            },
          ],
        },
      },
      'cookies-stripped · likely',
    ],
    [
      'a login form refused at once',
      {
        login: {
          worked: false,
          hops: [
            {
              ...byHub(403, { says: 'XSRF cookie does not match POST argument' }),
              url: 'https://hub.test/hub/login',
            },
          ],
        },
      },
      'xsrf-login-ip · likely',
    ],
    [
      'a login form whose cookie was moved to another path',
      {
        login: {
          worked: false,
          hops: [
            {
              ...byHub(200, {
                body: 'html',
                cookies: [{ name: '_xsrf', path: '/jupyter/hub/', secure: true }],
              }),
              url: 'https://hub.test/hub/login?next=…',
            },
            {
              ...byHub(403, { says: 'Login form invalid or expired. Try again.' }),
              url: 'https://hub.test/hub/login?next=…',
            },
          ],
        },
      },
      'cookies-stripped · likely',
    ],
  ])('%s', (_, change, expected) => {
    expect(codes(change)[0]).toBe(expected)
  })
})

describe('looks suspicious and breaks nothing', () => {
  test.each<[string, Change]>([
    [
      'http all the way',
      { ...plain, ...arriving({ ...plainHeaders, 'sec-fetch-mode': undefined, origin: 'http://hub.test' }) },
    ],
    ['the usual port written out', arriving({ host: 'hub.test:443' })],
    ['--change-origin', arriving({ host: '127.0.0.1:10101' })],
    [
      'no-referrer on hub 6',
      { hubPage: { ...byHub(200, { headers: { 'referrer-policy': 'no-referrer' } }), loggedIn: true } },
    ],
    [
      'gzip on a live stream',
      {
        stream: {
          ...byService(200, { headers: { 'content-encoding': 'gzip' } }),
          expected: 4,
          events: [0, 250, 500, 750].map((sent) => ({ sent, arrived: sent + 60 })),
        },
      },
    ],
    ['HTTP/1.0 upstream', { echoes: [1, 2].map(() => echoed(echoWith({}, { httpVersion: '1.0' }))) }],
    [
      'X-Forwarded-For whose first entry changes',
      {
        echoes: ['1.1.1.1', '2.2.2.2'].map((ip) =>
          echoed(echoWith({ 'x-real-ip': undefined, 'x-forwarded-for': `${ip},10.0.0.5` })),
        ),
      },
    ],
    [
      'a further policy that allows inline scripts',
      {
        hubPage: {
          ...byHub(200, {
            body: 'html',
            headers: {
              'content-security-policy': "frame-ancestors 'none', script-src 'self' 'unsafe-inline'",
            },
          }),
          loggedIn: true,
        },
      },
    ],
    ['HTTP_PROXY that the hub is reached without', inside({ environment: { proxy: true, covered: false } })],
    [
      'no fetch metadata on hub 4.0',
      { ...old, hubVersion: '4.0.2', ...arriving({ 'sec-fetch-mode': undefined }) },
    ],
    ['hub 3.1.1 with everything in order', old],
    [
      'no headers of a proxy at all',
      {
        ...plain,
        ...arriving({
          host: 'hub.test',
          'x-scheme': undefined,
          'x-real-ip': undefined,
          'x-forwarded-for': undefined,
          'x-forwarded-proto': undefined,
          'x-forwarded-host': undefined,
          'sec-fetch-mode': undefined,
          origin: 'http://hub.test',
        }),
      },
    ],
    [
      'a service that cannot reach the public address',
      inside({ outside: { reached: false }, redirects: [] }),
    ],
    ['a public server without a loop', target({ own: server(), asPublic: server() })],
  ])('%s', (_, change) => {
    expect(codes(change)).toEqual([])
  })
})

test('the same cause found twice is one finding with all its evidence', () => {
  const { findings } = examine(
    healthy({
      authorized: echoed(echoWith()),
      ...inside({ outside: { reached: true, identity: byHub(403, { body: 'hub' }) } }),
    }),
  )
  expect(findings).toHaveLength(1)
  expect(findings[0]?.evidence).toHaveLength(2)
})

test('lines are those of the proxy that was recognised, with the others at hand', () => {
  const apache = (asking: Asked): Asked => ({
    ...asking,
    answer: {
      ...(asking.answer as NonNullable<Asked['answer']>),
      headers: { server: 'Apache/2.4.71 (Debian)' },
    },
  })
  const { findings } = examine(
    healthy({ echoes: [{ ...apache(byService(200)), echo: echoWith({ host: '127.0.0.1:8000' }) }] }),
  )
  const fix = findings[0]?.fixes[0]
  expect(fix?.where).toBe('Apache')
  expect(fix?.lines).toContainEqual({ text: 'ProxyPreserveHost On', added: true })
  expect(fix?.lines[0]?.text).toContain('hub.test')
  expect(fix?.others?.map(({ proxy }) => proxy)).toContain('nginx')
})
