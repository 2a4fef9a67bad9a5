import { describe, expect, test } from 'vitest'
import { examine } from './examine.ts'
import { type Change, codes, inside, old, page, plain } from './testing/changes.ts'
import { arriving, byHub, byService, echoWith, echoed, healthy } from './testing/healthy.ts'

describe('named first', () => {
  test.each<[string, Change, string]>([
    ['Host lost', arriving({ host: '127.0.0.1:8000' }), 'ws-origin-blocked · certain'],
    [
      'Host lost, hub 3',
      { ...old, ...arriving({ host: '127.0.0.1:8000' }), cookieCall: byHub(403) },
      'ref-blocked · certain',
    ],
    [
      'Host lost, hub 3 that reads it elsewhere',
      { ...old, ...arriving({ host: '127.0.0.1:8000' }) },
      'ws-origin-blocked · certain',
    ],
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
    ['Authorization stripped', { authorizations: [echoed(echoWith())] }, 'auth-header-stripped · certain'],
    [
      'Authorization stripped before the hub alone',
      inside({ outside: { reached: true, identity: byHub(403, { body: 'hub' }) } }),
      'auth-header-stripped · likely',
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
  ])('%s', (_, change, expected) => {
    expect(codes(change)[0]).toBe(expected)
  })
})

describe('a silent WebSocket that is cut', () => {
  const cutAfter = (ms: number) => examine(healthy({ idle: { ms, cut: true } })).findings[0]
  const lines = (ms: number) =>
    (cutAfter(ms)?.fixes ?? []).flatMap((fix) => fix.lines.map(({ text }) => text)).join('\n')

  test.each([60_000, 31_500])(
    'after %i ms keeps kernels, which get pings, and pings would not help',
    (ms) => {
      expect(cutAfter(ms)).toMatchObject({ code: 'ws-idle-cut', severity: 'warning' })
      expect(cutAfter(ms)?.explanation).toMatch(/^Kernels and terminals stay.*api\/events\/subscribe/)
      expect(lines(ms)).toContain('proxy_read_timeout')
      expect(lines(ms)).not.toContain('ws_ping_interval')
    },
  )

  test.each([
    [30_040, 15_000],
    [20_000, 10_000],
    [5_000, 2_000],
    [700, 1_000],
  ])('after %i ms breaks kernels, and pings every %i ms or the proxy’s time mend it', (ms, every) => {
    expect(cutAfter(ms)?.explanation).toMatch(/^Kernels and terminals lose their connection/)
    expect(lines(ms)).toMatch(new RegExp(`proxy_read_timeout[^]*'ws_ping_interval': ${every}}`))
  })
})
