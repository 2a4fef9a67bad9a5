import {
  type Answer,
  type Asked,
  type Echo,
  type Echoed,
  type ProbeResults,
  resultsSchema,
} from '../results.ts'

const at = Date.parse('2026-11-26T12:00:00Z')
const prefix = '/services/hubscope/'

/** An answer that came within 12 ms. */
export function asked(answer: Partial<Answer> & { status: number }): Asked {
  return { at, ms: 12, answer: { headers: {}, body: 'json', ...answer } }
}

export const byEdge = (status: number, more: Partial<Answer> = {}): Asked =>
  asked({ status, body: 'html', headers: { server: 'nginx/1.22.1' }, ...more })
export const byHub = (status: number, more: Partial<Answer> = {}): Asked =>
  asked({
    status,
    ...more,
    headers: { server: 'nginx/1.22.1', 'x-jupyterhub-version': '6.1.1', ...more.headers },
  })
export const byService = (status: number, more: Partial<Answer> = {}): Asked =>
  asked({ status, ...more, headers: { 'x-hubscope-answered-by': 'service', ...more.headers } })
export const silence: Asked = { at, ms: 12, failure: 'unreachable', reason: 'ECONNREFUSED' }

/** What arrives behind nginx with TLS and configurable-http-proxy. */
export function echoWith(headers: Record<string, string | undefined> = {}, more: Partial<Echo> = {}): Echo {
  const all = {
    host: 'hub.test',
    'x-scheme': 'https',
    'x-real-ip': '198.51.100.7',
    'x-forwarded-for': '198.51.100.7,127.0.0.1',
    'x-forwarded-proto': 'https,http',
    'x-forwarded-host': 'hub.test',
    referer: `https://hub.test${prefix}doctor`,
    'sec-fetch-mode': 'cors',
    ...headers,
  }
  return {
    target: `${prefix}api/echo`,
    method: 'GET',
    httpVersion: '1.1',
    peer: '127.0.0.1',
    headers: Object.fromEntries(
      Object.entries(all).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
    ),
    cookies: [
      { name: 'hubscope-session', bytes: 900 },
      { name: 'jupyterhub-session-id', bytes: 54 },
    ],
    at,
    ...more,
  }
}

export const echoed = (echo: Echo): Echoed => ({ ...byService(200), echo })

/** Echoes of one site with these headers: everything that is asked of the echo sees them. */
export function arriving(headers: Record<string, string | undefined>): Partial<ProbeResults> {
  return {
    echoes: [1, 2, 3].map(() => echoed(echoWith(headers))),
    methods: [
      { ...echoed(echoWith({ origin: 'https://hub.test', ...headers }, { method: 'POST' })), method: 'POST' },
    ],
  }
}

/** WebSockets that open, and whose requests arrive as others do. */
function handshakesLike(echoes: ProbeResults['echoes'] = []): NonNullable<ProbeResults['sockets']> {
  return echoes.map(({ echo }) => ({ opened: true, ms: 9, ...(echo ? { seen: echo } : {}) }))
}

/** The login form, for whoever the hub took those who asked for it. */
export function loginForms(...visitors: readonly number[]): NonNullable<ProbeResults['loginForms']> {
  return visitors.map((visitor) => ({ ...byHub(200, { body: 'html', page: 'hub' }), visitor }))
}

/** All that the probes ask, on a site where all is well: hub 6.1.1 behind nginx with TLS. */
export function healthy(change: Partial<ProbeResults> = {}): ProbeResults {
  const path = `${prefix}api/echo/a%40b%2Fc~%20d`
  const inside: ProbeResults['inside'] = {
    at,
    service: {
      name: 'hubscope',
      version: '0.1.0',
      node: '22.0.0',
      address: '127.0.0.1:10101',
      prefix,
      callback: `${prefix}oauth_callback`,
    },
    environment: { proxy: false, covered: true },
    hub: byHub(200),
    identity: byHub(200),
    outside: { reached: true, hub: byHub(200), identity: byHub(200), stranger: byHub(403, { body: 'hub' }) },
    redirects: [
      { ...byHub(302, { headers: { location: '/hub/' } }), url: 'https://hub.test/' },
      { ...byHub(302, { headers: { location: '/hub/login?next=%2Fhub%2F' } }), url: 'https://hub.test/hub/' },
      { ...byHub(200, { body: 'html' }), url: 'https://hub.test/hub/login?next=%2Fhub%2F' },
    ],
    targets: [
      {
        spec: '/user/ada/',
        target: 'http://10.0.0.9:8888',
        owner: 'server',
        name: 'ada',
        own: asked({ status: 200, headers: { 'x-jupyterhub-version': '6.1.1' } }),
        asPublic: asked({ status: 200, headers: { 'x-jupyterhub-version': '6.1.1' } }),
      },
    ],
  }
  const results: ProbeResults = {
    at,
    asker: 'browser',
    page: { origin: 'https://hub.test', prefix, hubUrl: 'https://hub.test/hub/', trustworthy: true },
    hubVersion: '6.1.1',
    ...arriving({}),
    authorizations: [echoed(echoWith({ authorization: 'present, scheme token' }))],
    hub: [byHub(200), byHub(200)],
    hubPage: {
      ...byHub(200, {
        body: 'html',
        headers: { 'content-security-policy': "frame-ancestors 'none'; report-uri /x" },
      }),
      loggedIn: true,
    },
    loginForms: loginForms(0, 0, 0, 0, 0, 0),
    cookieCall: byHub(403, { body: 'hub', says: "'_xsrf' argument missing from GET" }),
    userTree: asked({ status: 0, body: 'unread' }),
    bodies: [{ ...echoed(echoWith({}, { body: 11_534_336 })), bytes: 11_534_336 }],
    headers: [{ ...echoed(echoWith()), bytes: 6144 }],
    path: { ...echoed(echoWith({}, { target: path })), sent: path },
    cached: [echoed(echoWith({}, { id: 'a' })), echoed(echoWith({}, { id: 'b' }))],
    errors: {
      service: byService(404),
      hub: byHub(404, { body: 'hub', says: 'Not Found' }),
      refused: byHub(403, { body: 'hub', says: 'Forbidden' }),
    },
    stream: {
      ...byService(200),
      expected: 4,
      events: [0, 250, 500, 750].map((ms) => ({ sent: at + ms, arrived: at + ms + 9 })),
    },
    sockets: handshakesLike(change.echoes ?? arriving({}).echoes),
    idle: { ms: 65_000, cut: false },
    routes: { ok: 3, wrong: [] },
    inside,
  }
  return resultsSchema.parse({ ...results, ...change })
}
