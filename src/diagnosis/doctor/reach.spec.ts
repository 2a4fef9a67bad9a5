import { describe, expect, test } from 'vitest'
import { judgeReach } from './reach.ts'
import type { Asked, Reach } from './results.ts'
import { siteOf } from './site.ts'
import { asked, byEdge, byHub, healthy, silence } from './testing/healthy.ts'
import { byBareChp, handedOnByChp, recordedVersions } from './testing/pages.ts'

function verdict(answer: Asked, change: Partial<Reach> = {}): string {
  const reach = { user: 'ada', server: 'gpu', ready: true, asked: answer, ...change }
  const judged = judgeReach(siteOf(healthy()), reach)
  return judged.kind === 'wrong' ? judged.finding.code : judged.kind
}

const server = (version: string) =>
  asked({ status: 200, body: 'json', headers: { 'x-jupyterhub-version': version } })
const stopped =
  'JupyterHub server no longer running at /user/ada/gpu/api. Restart the server at /hub/spawn/ada/gpu'

describe('a server that counts as ready', () => {
  test.each<[string, Asked, string]>([
    ['answers', server('6.1.1'), 'reached'],
    [
      'answers with a body of its own',
      asked({ status: 403, body: 'json', headers: { server: 'TornadoServer/6.6' } }),
      'reached',
    ],
    ['is of another major version', server('4.1.6'), 'version-mismatch-loop'],
    ['has no route: the hub answers that it does not run', byHub(424, { says: stopped }), 'route-missing'],
    ['has no route: a redirect to the hub', asked({ status: 0, body: 'unread' }), 'route-missing'],
    ...recordedVersions.map((version): [string, Asked, string] => [
      `is dead: the page of hub ${version}, by its proxy`,
      handedOnByChp(version),
      'target-down-503',
    ]),
    ['is dead, and so is the hub: the proxy’s bare words', byBareChp, 'hub-unreachable'],
    ['is behind an edge that fails with 503', byEdge(503), 'edge-upstream-down'],
    [
      'is dead: the proxy’s own words',
      asked({ status: 503, body: 'html', says: '503: Proxy Target Missing' }),
      'target-down-503',
    ],
    ['loops by Host', asked({ status: 431, body: 'empty' }), 'host-route-loop-431'],
    [
      'loops by Host, ended by nginx',
      byEdge(400, { says: '400 Request Header Or Cookie Too Large' }),
      'host-route-loop-431',
    ],
    ['goes in circles', byHub(500, { body: 'html', says: 'Redirect loop detected.' }), 'redirect-loop-route'],
    ['is behind an edge that fails', byEdge(502), 'edge-upstream-down'],
    ['gives no answer', silence, 'unknown'],
  ])('%s', (_, answer, expected) => {
    expect(verdict(answer)).toBe(expected)
  })

  test('goes in circles by its hops', () => {
    const hops = [
      '/user/ada/gpu/',
      '/hub/user/ada/gpu/?redirects=1',
      '/user/ada/gpu/?redirects=1',
      '/hub/user/ada/gpu/?redirects=2',
    ].map((path) => ({ ...byHub(302), url: `https://hub.test${path}` }))
    expect(verdict(byHub(302), { hops })).toBe('redirect-loop-route')
  })
})

test('a server that has stopped is no fault of the way', () => {
  expect(verdict(byHub(424, { says: stopped }), { ready: false })).toBe('server-stopped-424')
})

test('a finding names the server and what it answered', () => {
  const judged = judgeReach(siteOf(healthy()), {
    user: 'ada',
    server: '',
    ready: true,
    asked: handedOnByChp('6.1.1'),
  })
  expect(judged).toMatchObject({ finding: { title: 'ada counts as ready, and nobody answers there' } })
})
