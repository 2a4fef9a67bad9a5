import { describe, expect, test } from 'vitest'
import { examine } from '../../examine.ts'
import type { Asked, ProbeResults, RouteTarget } from '../../results.ts'
import { inside, server } from '../../testing/changes.ts'
import { asked, byEdge, byHub, echoed, echoWith, healthy, silence } from '../../testing/healthy.ts'
import { byBareChp, handedOnByChp } from '../../testing/pages.ts'

const unknown = 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'
const misnamed: Asked = { ...silence, reason: 'ERR_TLS_CERT_ALTNAME_INVALID' }
const refused = handedOnByChp('6.1.1')
const own304 = asked({ status: 304, body: 'empty', headers: { 'x-jupyterhub-version': '6.1.1' } })

/** A server with TLS that the service does not trust. */
const target = (change: Partial<RouteTarget> = {}): RouteTarget => ({
  spec: '/user/ada/',
  target: 'https://10.0.0.9:8888',
  owner: 'server',
  name: 'ada',
  own: server(),
  asPublic: server(),
  distrust: unknown,
  ...change,
})

const examined = (change: Partial<RouteTarget>, more: Partial<ProbeResults> = {}) =>
  examine(healthy({ ...inside({ targets: [target(change)] }), ...more }))

function summary(change: Partial<RouteTarget>, more?: Partial<ProbeResults>) {
  const { findings } = examined(change, more)
  return findings.map(({ code, certainty }) => `${code} · ${certainty}`)
}

/** The remedies, by the first words of each. */
const remedies = (change: Partial<RouteTarget>, more?: Partial<ProbeResults>) =>
  examined(change, more).findings[0]?.fixes.map(({ text }) => text.split(' ').slice(0, 3).join(' '))

describe('a certificate that the service does not trust', () => {
  test.each<[string, Asked | undefined, string[]]>([
    ['is refused by the proxy, which hands on the hub’s page', refused, ['chp-tls-503 · certain']],
    ['is refused by the proxy in its own words', byBareChp, ['chp-tls-503 · certain']],
    ['is trusted by the proxy, through which the server answers', own304, []],
    ['is trusted by the proxy, and nobody was asked for it', undefined, ['chp-tls-503 · likely']],
    ['may be: the proxy in front answered', byEdge(503), ['chp-tls-503 · likely']],
    ['may be: the hub answered', byHub(302), ['chp-tls-503 · likely']],
    ['may be: nobody answered', { ...silence, failure: 'timeout' }, ['chp-tls-503 · likely']],
  ])('%s', (_, proxied, expected) => {
    expect(summary(proxied ? { proxied } : {})).toEqual(expected)
  })

  test('of a service counts as trusted where what comes is what the service answers by itself', () => {
    const to = (location: string) => asked({ status: 302, headers: { location } })
    const own = to('/hub/api/oauth2/authorize?state=[secret]')
    const service = { owner: 'service', name: 'grader', own } as const
    const hidden = asked({ status: 0, body: 'unread' })
    expect(summary({ ...service, proxied: hidden })).toEqual([])
    expect(summary({ ...service, proxied: to('https://hub.test/hub/api/oauth2/authorize?x') })).toEqual([])
    expect(summary({ ...service, own: asked({ status: 404 }), proxied: asked({ status: 404 }) })).toEqual([])
    expect(summary({ ...service, proxied: to('https://sso.test/login') })).toEqual(['chp-tls-503 · likely'])
    expect(summary({ ...service, own: asked({ status: 200 }), proxied: hidden })).toEqual([
      'chp-tls-503 · likely',
    ])
    expect(summary({ ...service, proxied: byEdge(403) })).toEqual(['chp-tls-503 · likely'])
    expect(summary({ ...service, proxied: refused })).toEqual(['chp-tls-503 · certain'])
    expect(summary({ ...service, proxied: byEdge(502) })).toEqual(['chp-tls-503 · likely'])
  })

  test('is judged by what the page Servers saw, where the doctor could not ask', () => {
    const reach = { user: 'ada', server: '', ready: true }
    expect(summary({}, { reaches: [{ ...reach, asked: own304 }] })).toEqual([])
    expect(summary({}, { reaches: [{ ...reach, server: 'gpu', asked: own304 }] })).toEqual([
      'chp-tls-503 · likely',
    ])
  })

  test('does not keep the target from being looked at', () => {
    const { well } = examined({ proxied: own304 })
    expect(well).toContain(
      '1 route target answers; 1 with a certificate that the proxy trusts and Hubscope’s service does not',
    )
    expect(well).toContain('1 server runs the hub’s version, 6.1.1')
    expect(summary({ proxied: own304, own: server('4.1.6') })).toEqual(['version-mismatch-loop · certain'])
  })

  test('is likely where a loop may end in the same words, and found beside it', () => {
    expect(summary({ asPublic: refused, proxied: refused })).toEqual([
      'host-route-loop-431 · certain',
      'chp-tls-503 · likely',
    ])
    const tooLarge = asked({ status: 431, body: 'empty' })
    expect(summary({ asPublic: tooLarge, proxied: tooLarge })).toEqual(['host-route-loop-431 · certain'])
  })

  test('in results of before, is told by the failure alone', () => {
    const own = { ...silence, reason: 'SELF_SIGNED_CERT_IN_CHAIN' }
    const { own: _, distrust: __, ...rest } = target()
    const results = healthy(inside({ targets: [{ ...rest, own, asPublic: own }] }))
    expect(examine(results).findings[0]).toMatchObject({ code: 'chp-tls-503', certainty: 'likely' })
  })
})

describe('what is printed', () => {
  test('is the authority, where the certificate is for the public name', () => {
    expect(remedies({ proxied: refused })).toEqual(['Tell the proxy', 'From then on'])
  })

  test('is the target’s own name as well, where it is for that', () => {
    const change = { proxied: refused, asPublic: misnamed }
    expect(remedies(change)).toEqual(['Tell the proxy', 'From then on', 'Let the proxy'])
    expect(remedies(change, { hubVersion: '3.1.1' })).toContain('A hub below')
    expect(examined(change).findings[0]?.evidence).toContain(
      'Its certificate is not for hub.test, by which the proxy asks for it.',
    )
  })

  test('is that alone, where the service trusts the authority', () => {
    const { distrust: _, ...trusted } = target({ proxied: refused, asPublic: misnamed })
    const { findings } = examine(healthy(inside({ targets: [trusted] })))
    expect(findings[0]).toMatchObject({ code: 'chp-tls-503', certainty: 'certain' })
    expect(findings[0]?.fixes[0]?.lines.map(({ text }) => text)).toEqual([
      'c.ConfigurableHTTPProxy.command.append("--change-origin")',
      'c.Spawner.args.append("--ServerApp.allow_origin=https://hub.test")',
    ])
  })

  test('is another certificate, where it is for neither', () => {
    expect(remedies({ proxied: refused, asPublic: misnamed, own: misnamed })).toContain('Give the target')
  })

  test('is the own name’s business alone, where the proxy writes that into Host', () => {
    const echoes = [echoed(echoWith({ host: '127.0.0.1:10101' }, { isOwnHost: true }))]
    expect(remedies({ proxied: refused, asPublic: misnamed }, { echoes })).not.toContain('Let the proxy')
    expect(remedies({ proxied: refused, own: misnamed }, { echoes })).toContain('Give the target')
  })

  test('is for the target’s own address, where the public one is an address, which says nothing', () => {
    const { page } = healthy()
    const byAddress = { page: { ...page, origin: 'https://10.1.2.3', hubUrl: 'https://10.1.2.3/hub/' } }
    const { findings } = examined({ proxied: refused, own: misnamed, asPublic: misnamed }, byAddress)
    const texts = findings
      .filter(({ code }) => code === 'chp-tls-503')
      .flatMap(({ fixes }) => fixes.map(({ text }) => text))
    expect(texts).toContain('Give the target a certificate that names 10.0.0.9, too.')
  })

  test('names a target as it was told, where that is no address', () => {
    const echoes = [echoed(echoWith({ host: '127.0.0.1:10101' }, { isOwnHost: true }))]
    const { findings } = examined({ target: 'https://[', own: misnamed, proxied: refused }, { echoes })
    expect(findings.flatMap(({ evidence }) => evidence)).toContain(
      'Its certificate is not for https://[, by which the proxy asks for it.',
    )
  })

  test('is a new certificate, where its time is over', () => {
    expect(remedies({ proxied: refused, distrust: 'CERT_HAS_EXPIRED' })).toEqual(['Renew the certificate'])
  })

  test('where nobody could see what the proxy does, is how to find out', () => {
    expect(remedies({})).toContain('If it opens')
  })
})

test('a certificate that the service trusts, and not the proxy, is told from a server that is gone', () => {
  const { distrust: _, ...trusted } = target({ proxied: refused })
  const codesOf = (each: RouteTarget) =>
    examine(healthy(inside({ targets: [each] }))).findings.map(
      ({ code, certainty }) => `${code} · ${certainty}`,
    )
  expect(codesOf(trusted)).toEqual(['chp-tls-503 · likely'])
  expect(codesOf({ ...trusted, asPublic: refused })).toEqual(['host-route-loop-431 · certain'])
  expect(codesOf({ ...trusted, own: silence, asPublic: silence })).toEqual(['target-down-503 · likely'])
  // For the name that the proxy asks by, and not for its own.
  expect(codesOf({ ...trusted, own: misnamed, proxied: own304 })).toEqual([])
})

test('several targets are one finding, with what all of them need', () => {
  const targets = ['ada', 'bob', 'cleo', 'dan'].map((name) => target({ name, proxied: refused }))
  const [first, ...others] = examine(
    healthy(inside({ targets: [...targets, target({ name: 'eve', proxied: refused, asPublic: misnamed })] })),
  ).findings
  expect(others).toEqual([])
  expect(first?.title).toBe('The proxy does not trust the certificate of a target')
  expect(first?.fixes.map(({ lines }) => lines.length)).toEqual([1, 0, 2])
})

test('with subdomains the proxy asks by the host of the route', () => {
  const change = { spec: 'ada.hub.test/user/ada/', proxied: refused, asPublic: misnamed }
  const { findings } = examine(healthy(inside({ targets: [target(change)] })))
  expect(findings[0]?.evidence.join()).toContain('Its certificate is not for ada.hub.test,')
})
