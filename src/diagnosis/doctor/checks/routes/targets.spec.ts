import { expect, test } from 'vitest'
import { examine } from '../../examine.ts'
import type { Asked, RouteTarget } from '../../results.ts'
import { inside, server } from '../../testing/changes.ts'
import { byEdge, byHub, healthy } from '../../testing/healthy.ts'

function routeOf(name: string, asPublic: Asked = server()): RouteTarget {
  return {
    spec: `/user/${name}/`,
    target: `https://${name}.apps.test`,
    owner: 'server',
    name,
    own: server(),
    asPublic,
  }
}

/** What is found where a server answers with its own Host, and like this with the public one. */
const findingsOf = (asPublic: Asked) =>
  examine(healthy(inside({ targets: [routeOf('ada', asPublic)] }))).findings

test.each([
  ['431', byEdge(431, { body: 'empty' }), 'certain', 'the answer is 431'],
  [
    '400 in nginx’s words',
    byEdge(400, { says: '400 Request Header Or Cookie Too Large' }),
    'certain',
    'the answer is 400 “400 Request Header Or Cookie Too Large”',
  ],
  ['the hub', byHub(404, { body: 'hub' }), 'certain', 'the hub answers'],
  [
    'nothing in time, as where the proxy adds no headers',
    { at: 0, ms: 20_000, failure: 'timeout' as const },
    'likely',
    'no answer comes within 20.0 s',
  ],
])('with the public Host, %s is a loop', (_, asPublic, certainty, words) => {
  const findings = findingsOf(asPublic)
  expect(findings).toMatchObject([{ code: 'host-route-loop-431', certainty }])
  expect(findings[0]?.evidence[1]).toContain(words)
})

test.each([
  ['a server that checks Host itself', byEdge(403)],
  ['another bad request', byEdge(400, { says: '400 Bad Request' })],
  ['a connection that is refused', { at: 0, ms: 3, failure: 'unreachable' as const }],
])('%s is none', (_, asPublic) => {
  expect(findingsOf(asPublic)).toEqual([])
})

test('of a large table it says how many targets were asked', () => {
  const targets = [routeOf('ada'), routeOf('bob')]
  const wellOf = (routed: { servers: number; services: number }) =>
    examine(healthy(inside({ targets, routed }))).well
  expect(wellOf({ servers: 2, services: 0 })).toContain('2 route targets answer')
  expect(wellOf({ servers: 300, services: 4 })).toContain('2 of 304 route targets were asked, and answer')
  expect(wellOf({ servers: 300, services: 4 })).toContain('2 of 300 servers run the hub’s version, 6.1.1')
})
