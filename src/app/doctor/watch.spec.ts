import { describe, expect, test } from 'vitest'
import { echoWith } from '#diagnosis/doctor/testing/healthy.ts'
import { exchangeWith } from '../inspector/testing/exchange-with.ts'
import { sightingsIn } from './watch.ts'

const origin = 'https://hub.test'
const kinds = (...exchanges: Parameters<typeof sightingsIn>[0]) =>
  sightingsIn(exchanges, origin).map(({ kind }) => kind)
const frames = (arrivals: readonly number[]) =>
  arrivals.map((at, index) => ({ at, text: `{"kind":"event","at":${1_700_000_000_000 + index * 1000}}` }))

describe('ordinary requests raise the badge when', () => {
  test('something in between answers', () => {
    expect(kinds(exchangeWith({ answeredBy: 'proxy', status: 403 }))).toEqual(['answered-by-proxy'])
  })

  test('they arrive under another scheme', () => {
    const arrival = echoWith({ 'x-scheme': undefined, 'x-forwarded-proto': 'http,http' })
    expect(kinds(exchangeWith({ arrival }))).toEqual(['scheme-differs'])
  })

  test('they arrive for another host', () => {
    const arrival = echoWith({ host: '127.0.0.1:8000', 'x-forwarded-host': undefined })
    expect(kinds(exchangeWith({ arrival }))).toEqual(['host-differs'])
  })

  test('they pass suspiciously many proxies', () => {
    const arrival = echoWith({ 'x-forwarded-proto': 'https,https,http,http,http' })
    expect(kinds(exchangeWith({ arrival }))).toEqual(['long-way'])
  })

  test('events come all at once', () => {
    expect(kinds(exchangeWith({ streamFrames: frames([5, 6, 7, 8]) }))).toEqual(['burst'])
  })
})

describe('ordinary requests say nothing when', () => {
  test.each([
    ['all is well', exchangeWith({ arrival: echoWith(), answeredBy: 'hub', status: 200 })],
    ['the hub itself refuses', exchangeWith({ answeredBy: 'hub', status: 403 })],
    ['the hub is away', exchangeWith({ answeredBy: 'proxy', status: 503 })],
    [
      'nginx tells the scheme in X-Scheme alone',
      exchangeWith({ arrival: echoWith({ 'x-forwarded-proto': 'http' }) }),
    ],
    [
      'configurable-http-proxy changes the host',
      exchangeWith({ arrival: echoWith({ host: '127.0.0.1:10101' }) }),
    ],
    ['events come as they are sent', exchangeWith({ streamFrames: frames([0, 1000, 2000, 3000]) })],
  ])('%s', (_, exchange) => {
    expect(kinds(exchange)).toEqual([])
  })
})

test('what was seen often is told once, as last seen', () => {
  const seen = sightingsIn(
    [
      exchangeWith({ answeredBy: 'proxy', status: 403, doneAt: 1 }),
      exchangeWith({ answeredBy: 'proxy', status: 401, doneAt: 2 }),
    ],
    origin,
  )
  expect(seen).toHaveLength(1)
  expect(seen[0]).toMatchObject({ at: 2, text: expect.stringContaining('401') })
})
