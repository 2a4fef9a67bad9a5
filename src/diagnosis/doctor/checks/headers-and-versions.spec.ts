import { describe, expect, test } from 'vitest'
import { examine } from '../examine.ts'
import { arriving, byHub, healthy } from '../testing/healthy.ts'
import { type Change, inside, plain, server } from '../testing/changes.ts'

const wellOf = (change: Change) => examine(healthy(change)).well
const pageWith = (headers: Record<string, string>): Change => ({
  hubPage: { ...byHub(200, { body: 'html', headers }), loggedIn: true },
})
const hsts = { 'strict-transport-security': 'max-age=31536000; includeSubDomains' }

test('the headers that pages arrive with are told in one line', () => {
  expect(wellOf({})).toContain('Pages arrive with 1 Content-Security-Policy, no Referrer-Policy, no HSTS')
  const policies = "frame-ancestors 'none', script-src 'self' 'unsafe-inline'"
  expect(
    wellOf(pageWith({ ...hsts, 'referrer-policy': 'same-origin', 'content-security-policy': policies })),
  ).toContain('Pages arrive with 2 Content-Security-Policies, Referrer-Policy same-origin, HSTS for 365 d')
})

describe('Strict-Transport-Security on plain http', () => {
  const onHttp = { ...plain, ...pageWith(hsts) }

  test('is evidence where cookies are marked Secure', () => {
    const claimed = arriving({ 'x-scheme': 'https', origin: 'http://hub.test' })
    const [finding] = examine(healthy({ ...onHttp, ...claimed })).findings
    expect(finding?.code).toBe('secure-cookie-on-http')
    expect(finding?.evidence.at(-1)).toMatch(/over http with Strict-Transport-Security max-age=31536000/)
  })

  test('is no finding by itself', () => {
    const asUsed = arriving({
      'x-scheme': 'http',
      'x-forwarded-proto': 'http,http',
      origin: 'http://hub.test',
    })
    expect(examine(healthy({ ...onHttp, ...asUsed })).findings).toEqual([])
  })
})

describe('the versions of servers in one line', () => {
  const serversWith = (...versions: (string | undefined)[]) =>
    inside({
      targets: versions.map((version, index) => ({
        spec: `/user/u${index}/`,
        target: 'http://10.0.0.9:8888',
        owner: 'server' as const,
        name: `u${index}`,
        own:
          version === undefined ? byHub(404, { headers: { 'x-jupyterhub-version': '' } }) : server(version),
      })),
    })

  test.each([
    [['6.1.1'], '1 server runs the hub’s version, 6.1.1'],
    [['6.1.1', '6.1.1'], '2 servers run the hub’s version, 6.1.1'],
    [['6.1.1', '6.0.0'], '2 servers run JupyterHub 6.0.0 and 6.1.1, of the hub’s major version'],
    [['6.1.1', undefined], '1 of 2 servers runs the hub’s version, 6.1.1'],
  ])('%j', (versions, line) => {
    expect(wellOf(serversWith(...versions))).toContain(line)
  })
})

test('lines that hold the documentation’s address of the hub’s proxy say that it is not the site’s own', () => {
  const { findings } = examine(healthy({ sockets: [{ opened: false, ms: 9 }], socketPlain: healthy().path }))
  const [fix] = findings[0]?.fixes ?? []
  const of = (proxy: string) =>
    fix?.others?.find((other) => other.proxy === proxy)?.lines.map(({ text }) => text) ?? []
  const remark = '# 127.0.0.1:8000 stands for the address of the hub’s proxy; put yours there'
  expect(of('apache')).toContain(remark)
  expect(of('haproxy')).not.toContain(remark)
})
