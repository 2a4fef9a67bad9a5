import { describe, expect, test } from 'vitest'
import { judgeReach } from './judge-reach.ts'
import type { Asked, Reach } from '../results.ts'
import { siteOf } from '../site.ts'
import { asked, byEdge, byHub, healthy, silence } from '../testing/healthy.ts'
import { byBareChp, handedOnByChp, recordedVersions } from '../testing/pages.ts'

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

describe('what a close look adds', () => {
  const target = 'http://10.0.0.9:8888'
  const inside = (own: Asked, asPublic = own) =>
    ({ spec: '/user/ada/gpu/', target, owner: 'server', name: 'ada/gpu', own, asPublic }) as const
  const dead = handedOnByChp('6.1.1')
  const circles = byHub(500, { body: 'html', says: 'Redirect loop detected.' })

  const judge = (answer: Asked, change: Partial<Reach> = {}) => {
    const reach = { user: 'ada', server: 'gpu', ready: true, asked: answer, ...change }
    const judged = judgeReach(siteOf(healthy()), reach)
    return judged.kind === 'wrong' ? judged.finding : undefined
  }

  test('a route that is gone is told from one that leads to the hub', () => {
    expect(judge(circles, { route: {} })).toMatchObject({ code: 'route-missing', certainty: 'certain' })
    expect(judge(circles, { route: { target } })?.evidence).toContain(
      'The proxy’s route leads to http://10.0.0.9:8888, where the hub answers.',
    )
    expect(judge(circles)).toMatchObject({ code: 'redirect-loop-route' })
  })

  test('a server that the proxy does not reach is not dead when the service gets an answer', () => {
    expect(judge(dead, { inside: inside(silence) })).toMatchObject({ code: 'target-down-503', hop: 'server' })
    expect(judge(dead, { inside: inside(server('6.1.1')) })).toMatchObject({
      code: 'target-down-503',
      hop: 'chp',
      title: 'The proxy does not reach ada/gpu, although it answers',
    })
  })

  test('a server that gives no answer in time is frozen, or held back on the way', () => {
    const late: Asked = { at: 0, ms: 20_003, failure: 'timeout', reason: 'no answer in time' }
    expect(judge(late, { inside: inside(late) })).toMatchObject({
      code: 'no-answer-in-time',
      hop: 'server',
      title: 'ada/gpu gives no answer within 20 s',
    })
    expect(judge(late, { inside: inside(server('6.1.1')) })).toMatchObject({ hop: 'chp' })
  })

  test('the loop by Host is seen from inside as well', () => {
    const own = server('6.1.1')
    const looped = asked({ status: 431, body: 'empty' })
    expect(judge(looped, { inside: inside(own, looped) })?.evidence.join(' ')).toMatch(/the answer is 431/)
  })

  test('a certificate that the proxy refuses is not a dead server', () => {
    const https = 'https://10.0.0.9'
    const own = server('6.1.1')
    const untrusted = { ...inside(own), target: https, distrust: 'SELF_SIGNED_CERT_IN_CHAIN' }
    const route = { target: https }
    expect(judge(dead, { route, inside: untrusted })).toMatchObject({
      code: 'chp-tls-503',
      certainty: 'certain',
      title: 'The proxy does not accept the certificate of ada/gpu',
    })
    expect(judge(byBareChp, { route, inside: untrusted })?.code).toBe('chp-tls-503')
    // The proxy trusts it.
    expect(judge(server('6.1.1'), { route, inside: untrusted })).toBeUndefined()
    // The service trusts it.
    expect(judge(dead, { route, inside: { ...inside(own), target: https } })).toMatchObject({
      code: 'chp-tls-503',
      certainty: 'likely',
    })
    // A loop by Host that ends in the proxy’s words.
    expect(judge(dead, { route, inside: { ...inside(own, dead), target: https } })?.code).toBe(
      'host-route-loop-431',
    )
    // Nobody asked by the public address: in subdomain mode a browser may not.
    expect(judge({ at: 0, ms: 0 }, { route, inside: untrusted })).toMatchObject({ certainty: 'likely' })
  })

  test('where an https route leads to nobody and the service did not look, it may be the certificate', () => {
    expect(judge(dead, { route: { target: 'https://10.0.0.9' } })).toMatchObject({
      code: 'target-down-503',
      certainty: 'likely',
      title: 'The proxy gets no answer from ada/gpu',
    })
  })

  test('a WebSocket that does not open where the login is accepted is a fault of the way', () => {
    const well = asked({ status: 304, body: 'empty', headers: { 'x-jupyterhub-version': '6.1.1' } })
    const entered = asked({ status: 400 })
    expect(judge(well, { entered, socket: { opened: false, ms: 9 } })?.code).toBe('ws-upgrade-stripped')
    expect(judge(well, { entered, socket: { opened: true, ms: 9 } })).toBeUndefined()
  })

  test('of a stopped named server, the user’s default one may answer', () => {
    const other = asked({ status: 404, body: 'html', headers: { 'x-jupyterhub-version': '6.1.1' } })
    expect(judge(other, { ready: false })?.code).toBe('server-stopped-424')
  })
})
