import { expect, test } from 'vitest'
import { examine } from './examine.ts'
import { keyOf } from './finding.ts'
import { advice, found } from './found.ts'
import { joined, ranked } from './order.ts'
import { type Change, codes, inside, page } from './testing/changes.ts'
import { arriving, byEdge, byHub, byService, echoed, echoWith, healthy } from './testing/healthy.ts'

const lostLogin: Change = {
  login: { worked: false, hops: [{ ...byHub(302, { cookies: [] }), url: 'https://hub.test/hub/login' }] },
}
const buffered: Change = {
  stream: {
    ...byService(200),
    expected: 4,
    events: [0, 250, 500, 750].map((sent) => ({ sent, arrived: 790 })),
  },
}
const unopened: Change = { sockets: [{ opened: false, ms: 9 }], socketPlain: echoed(echoWith()) }
const whole = echoWith({ upgrade: 'websocket', connection: 'upgrade' })
const unanswered: Change = { sockets: [{ opened: false, ms: 9, seen: whole }] }
const noUpgrade: Change = {
  sockets: arriving({}).echoes?.map(({ echo }) => ({ opened: false, ms: 9, seen: echo })),
}

test.each<[string, Change, string[]]>([
  [
    'what likely breaks something, before what certainly annoys',
    { ...unopened, ...buffered },
    ['ws-upgrade-stripped · likely', 'sse-buffered · certain'],
  ],
  [
    'the surer of two that break something',
    { ...unopened, bodies: [{ ...byEdge(413), bytes: 2_097_152 }] },
    ['edge-limits · certain', 'ws-upgrade-stripped · likely'],
  ],
  [
    'buffering, before the WebSockets whose answers it holds back',
    { ...unanswered, ...buffered },
    ['sse-buffered · certain', 'ws-upgrade-stripped · possible'],
  ],
  [
    'of what certainly breaks something, the login before what needs one',
    { ...noUpgrade, ...lostLogin },
    ['cookies-stripped · certain', 'ws-upgrade-stripped · certain'],
  ],
])('first comes %s', (_, change, expected) => {
  expect(codes(change)).toEqual(expected)
})

test('what is merely possible comes after what is known to annoy', () => {
  const finding = { hop: 'edge', explanation: '', evidence: [], fixes: [] } as const
  const all = [
    found({ ...finding, code: 'xsrf-login-ip', certainty: 'possible' }),
    found({ ...finding, code: 'sse-buffered' }),
    found({ ...finding, code: 'ws-upgrade-stripped', certainty: 'likely' }),
  ]
  expect(ranked(all).map(({ code }) => code)).toEqual([
    'ws-upgrade-stripped',
    'sse-buffered',
    'xsrf-login-ip',
  ])
})

test('two causes of one code, each with lines of its own, are two findings', () => {
  const { findings } = examine(
    healthy({
      bodies: [{ ...byEdge(413), bytes: 2_097_152 }],
      headers: [{ ...byEdge(400), bytes: 6144 }],
    }),
  )
  expect(findings.map(keyOf)).toEqual(['edge-limits: bodies', 'edge-limits: headers'])
  const lines = findings.map(({ fixes }) => fixes[0]?.lines.map(({ text }) => text).join('\n'))
  expect(lines[0]).toContain('client_max_body_size')
  expect(lines[1]).toContain('large_client_header_buffers')
})

test('one cause that two checks find is one finding with what both saw and say, and each line once', () => {
  const redirects = [
    { ...byEdge(301, { headers: { location: 'http://hub.test/hub/' } }), url: 'https://hub.test/' },
  ]
  const { findings } = examine(
    healthy({
      ...page('https://hub.test'),
      ...inside({ redirects }),
      ...arriving({ 'x-scheme': undefined, 'x-forwarded-proto': 'http' }),
    }),
  )
  expect(findings.map(keyOf)).toEqual(['proto-downgrade'])
  const [finding] = findings
  expect(finding?.title).toBe('The hub believes it is reached over http')
  expect(finding?.evidence.join(' ')).toMatch(/is redirected to .* X-Scheme absent/)
  expect(finding?.fixes.map(({ where }) => where)).toEqual(['nginx', 'jupyterhub_config.py'])
})

test('of two findings of one cause the surer word counts, and advice of both stays', () => {
  const finding = { code: 'edge-answered', hop: 'edge', explanation: 'Why.', evidence: [] } as const
  const all = joined([
    found({ ...finding, certainty: 'likely', fixes: [advice('One.'), advice('Both.')] }),
    found({ ...finding, certainty: 'certain', fixes: [advice('Both.'), advice('Two.')] }),
  ])
  expect(all).toHaveLength(1)
  expect(all[0]).toMatchObject({ certainty: 'certain', explanation: 'Why.' })
  expect(all[0]?.fixes.map(({ text }) => text)).toEqual(['One.', 'Both.', 'Two.'])
})

test('what is sure is not followed by what else it might have been', () => {
  const finding = { code: 'sse-buffered', hop: 'edge', evidence: [], fixes: [] } as const
  const likely = found({ ...finding, certainty: 'likely', explanation: 'A proxy, or the hub.' })
  const certain = found({ ...finding, explanation: 'A proxy.' })
  expect(joined([certain, likely])[0]?.explanation).toBe('A proxy.')
  expect(joined([likely, certain])[0]?.explanation).toBe('A proxy.')
})

test('who copies lines for nginx is told where they go and that none of the same name may stay', () => {
  const { findings } = examine(healthy(arriving({ host: 'hub' })))
  const texts = findings[0]?.fixes[0]?.lines.map(({ text }) => text)
  expect(texts).toContain('# each line replaces those of the same name')
  expect(texts?.slice(-2)).toEqual(['# in the location:', 'proxy_set_header Host $http_host;'])
})
