import { describe, expect, test } from 'vitest'
import { type Change, codes, inside, old, plain, plainHeaders, server, target } from './testing/changes.ts'
import { arriving, byHub, byService, echoWith, echoed } from './testing/healthy.ts'

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
