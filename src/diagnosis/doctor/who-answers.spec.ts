import { describe, expect, test } from 'vitest'
import { examine } from './examine.ts'
import { type Change, codes, everywhere, inside, unreached } from './testing/changes.ts'
import { asked, byEdge, byHub, byService, healthy, silence } from './testing/healthy.ts'
import { byBareChp, handedOnByChp } from './testing/pages.ts'
import { wayOf } from './way.ts'

const ended = { ...asked({ status: 431, body: 'empty' }), bytes: 21_000 }

describe('named first', () => {
  test.each<[string, Change, string]>([
    ['a service that has ended', unreached(handedOnByChp('6.1.1')), 'target-down-503 · certain'],
    ['a hub that has ended', everywhere(byBareChp), 'hub-unreachable · certain'],
    [
      'a hub that its proxy does not reach in time, and its service does',
      { hub: [handedOnByChp('6.1.1')] },
      'hub-unreachable · likely',
    ],
    [
      'the service’s route lost by the hub’s proxy',
      { ...unreached(byHub(302)), headers: [ended] },
      'route-missing · certain',
    ],
    [
      'the service’s route lost, where a browser hides that the hub redirects',
      { ...unreached(asked({ status: 0, body: 'unread' })), headers: [ended] },
      'route-missing · likely',
    ],
    [
      'a limit on calls that says 503, by paths of the service',
      { cached: [byService(200), byEdge(503)] },
      'edge-rate-limit · likely',
    ],
    [
      'a limit on calls that says 503, by paths of the hub',
      { hub: [byEdge(503), byHub(200)] },
      'edge-rate-limit · likely',
    ],
    [
      'paths of the hub that are answered with 503 each time',
      {
        hub: [byEdge(503), byEdge(503)],
        hubPage: { ...byEdge(503), loggedIn: false },
        loginForms: [byEdge(503)],
        errors: { service: byService(404), hub: byEdge(503) },
      },
      'edge-upstream-down · certain',
    ],
  ])('%s', (_, change, expected) => {
    expect(codes(change)[0]).toBe(expected)
  })
})

test('a cache of the hub’s API alone is named by what it gives to a stranger', () => {
  const outside = { reached: true, hub: byHub(200), identity: byHub(200) }
  expect(codes(inside({ outside: { ...outside, stranger: byHub(200) } }))).toEqual(['edge-cache · certain'])
  // A page in the place of the refusal is another matter, whatever headers it has.
  for (const stranger of [byEdge(200), byHub(200, { body: 'html' })]) {
    expect(codes(inside({ outside: { ...outside, stranger } }))).toEqual([])
  }
})

test('a page in the place of the hub’s 403 alone is found', () => {
  const { errors } = healthy()
  if (!errors) throw new Error('errors are asked for')
  // One that the proxy in front fetches from behind the hub’s keeps the hub’s headers.
  for (const refused of [byEdge(403), byEdge(200), byHub(403, { body: 'html' })]) {
    expect(codes({ errors: { ...errors, refused } })).toEqual(['edge-replaces-errors · certain'])
  }
})

test('a 503 of the hub’s proxy beside answers of the hub is no limit on calls', () => {
  expect(codes({ cached: [byService(200), handedOnByChp('6.1.1')] })).toEqual([])
})

test('a socket that does not open says nothing where calls are limited', () => {
  const sockets = [{ opened: false, ms: 9 }]
  expect(codes({ sockets, cached: [byService(200), byEdge(503)] })).toEqual(['edge-rate-limit · likely'])
})

test.each<[string, Change]>([
  ['the hub has ended', everywhere(byBareChp)],
  ['the service has ended', unreached(handedOnByChp('6.1.1'))],
])('where %s and nothing stands in front, no other proxy is drawn or given lines for', (_, change) => {
  const { at, page } = healthy()
  const examination = examine({ at, page, asker: 'command-line', ...change })
  expect(examination.findings).toHaveLength(1)
  expect(examination.findings[0]?.fixes.flatMap(({ lines }) => lines)).toEqual([])
  expect(wayOf(examination).map(({ hop }) => hop)).not.toContain('edge')
})

test('a hub that neither its proxy nor the service reaches is one finding, without lines on where it listens', () => {
  const { echoes: _, ...rest } = everywhere(byBareChp)
  const { findings } = examine(healthy({ ...rest, ...inside({ hub: silence }) }))
  expect(findings.map(({ code }) => code)).toEqual(['hub-unreachable'])
  expect(findings[0]?.fixes).toEqual([expect.objectContaining({ lines: [] })])
})

test('what of the service’s route is lost names no proxy in front', () => {
  const { findings } = examine(healthy({ ...unreached(byHub(302)), headers: [ended] }))
  expect(findings.map(({ hop }) => hop)).toEqual(['chp'])
})
