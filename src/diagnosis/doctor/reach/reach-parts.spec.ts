import { describe, expect, test } from 'vitest'
import type { Reach, RouteTarget } from '../results.ts'
import { siteOf } from '../site.ts'
import { asked, healthy } from '../testing/healthy.ts'
import { type Looker, partsOf } from './reach-parts.ts'

const version = { 'x-jupyterhub-version': '6.1.1' }
const target = 'http://10.0.0.9:8888'
const inside: RouteTarget = {
  spec: '/user/ada/',
  target,
  owner: 'server',
  name: 'ada',
  own: asked({ status: 200, headers: version }),
  asPublic: asked({ status: 200, headers: version }),
}
const admin: Looker = { enters: true, seesRoutes: true, closely: true }

const parts = (change: Partial<Reach>, looker: Partial<Looker> = {}) =>
  partsOf(
    siteOf(healthy()),
    {
      user: 'ada',
      server: 'gpu',
      ready: true,
      asked: asked({ status: 304, body: 'empty', headers: version }),
      ...change,
    },
    { ...admin, ...looker },
  )

test('what was looked at and is well is told, with the figures', () => {
  const found = parts({
    route: { target },
    inside,
    entered: asked({ status: 400 }),
    socket: { opened: true, ms: 3 },
  })
  expect(found).toEqual({
    well: [
      'It answers by the public address, after 12 ms.',
      'It runs the hub’s version of JupyterHub, 6.1.1.',
      'The proxy has a route for it, to http://10.0.0.9:8888.',
      'There it answers Hubscope’s service after 12 ms, with its own Host and with hub.test.',
      'It accepts this browser’s login, and a WebSocket opens.',
    ],
    unlooked: [],
  })
})

test('where the hub answers at the end of the route, nothing is said to be well there', () => {
  const hubs = asked({ status: 302, body: 'empty', headers: version })
  const { well } = parts({
    asked: asked({ status: 500, body: 'html', headers: version }),
    route: { target },
    inside: { ...inside, own: hubs, asPublic: hubs },
  })
  expect(well).toEqual(['The proxy has a route for it, to http://10.0.0.9:8888.'])
})

test('a certificate that only the proxy trusts is told', () => {
  const distrust = 'SELF_SIGNED_CERT_IN_CHAIN'
  const told = 'The proxy trusts its certificate, and Hubscope’s service does not: SELF_SIGNED_CERT_IN_CHAIN.'
  const lines = (change: Partial<Reach>) =>
    parts({ route: { target }, inside: { ...inside, distrust }, ...change }).well
  expect(lines({})).toContain(told)
  expect(lines({ asked: asked({ status: 503, body: 'html' }) })).not.toContain(told)
})

describe('what was not looked at', () => {
  const unlooked = (change: Partial<Reach>, looker?: Partial<Looker>) => parts(change, looker).unlooked

  test('names the scopes that would let it be', () => {
    expect(unlooked({}, { seesRoutes: false, enters: false })).toEqual([
      { text: expect.stringMatching(/^The proxy’s route/), scopes: ['proxy'] },
      { text: expect.stringMatching(/you may not enter it/), scopes: ['access:servers!server=ada/gpu'] },
    ])
  })

  test('is a login that whoever may enter can make', () => {
    expect(unlooked({ route: { target }, inside, entered: asked({ status: 403 }) })).toEqual([
      { text: expect.stringMatching(/not logged in there\. Open it in a new tab/), scopes: [] },
    ])
  })

  test('is not missed after a sweep, which asks one question each', () => {
    expect(unlooked({}, { seesRoutes: false, enters: false, closely: false })).toEqual([])
  })
})
