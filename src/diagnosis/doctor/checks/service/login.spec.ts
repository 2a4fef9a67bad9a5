import { expect, test } from 'vitest'
import { examine } from '../../examine.ts'
import type { Asked, Hop } from '../../results.ts'
import { byHub, byService, healthy } from '../../testing/healthy.ts'

const callback = '/services/hubscope/oauth_callback'
const authorize = 'https://hub.test/hub/api/oauth2/authorize?client_id=…&redirect_uri=…&state=…'

const hop = (url: string, asked: Asked): Hop => ({ ...asked, url })
/** The service asks for this address. */
const begin = (asked = callback): Hop =>
  hop(
    'https://hub.test/services/hubscope/',
    byService(302, {
      headers: {
        location: `/hub/api/oauth2/authorize?redirect_uri=${encodeURIComponent(asked)}&state=[secret]`,
      },
    }),
  )

/** The one finding of a login that took these steps and did not work out, unless it did. */
function findingOf(hops: Hop[], worked = false) {
  const { findings } = examine(healthy({ asker: 'command-line', login: { worked, hops } }))
  expect(findings).toHaveLength(1)
  return findings[0]
}

const failed = (why: string) =>
  hop(
    `https://hub.test${callback}?code=…&state=…`,
    byService(502, { headers: { 'x-hubscope-login-failure': why } }),
  )

test('a service whose calls vanish is not told where the hub should listen', () => {
  const finding = findingOf([begin(), failed('timeout')])
  expect(finding).toMatchObject({ code: 'hub-unreachable', certainty: 'possible' })
  expect(finding?.fixes.flatMap(({ lines }) => lines)).toEqual([])
})

test('a service that gets the answer of somebody else is told to compare the address', () => {
  const finding = findingOf([begin(), failed('strange')])
  expect(finding).toMatchObject({ code: 'hub-unreachable', certainty: 'likely', hop: 'service' })
  expect(finding?.fixes.map(({ text }) => text).join()).toContain('JUPYTERHUB_API_URL')
})

test('a login that failed for no reason that shows leaves nothing well', () => {
  const login = { worked: false, hops: [], failed: 'a redirect to https://hub.test:8443' }
  const { findings, seen } = examine(healthy({ asker: 'command-line', login }))
  expect([findings, seen]).toEqual([[], 'no-login'])
})

test('a service whose own token the hub does not know is named as such', () => {
  const finding = findingOf([begin(), failed('invalid_client')])
  expect(finding).toMatchObject({ code: 'oauth-client-mismatch', certainty: 'certain' })
  expect(finding?.evidence.join()).toContain('invalid_client')
})

test.each([
  ['silence', 'hub-unreachable'],
  ['detour', 'http-proxy-env'],
])('a service that cannot redeem the login, for it met %s, is named %s', (why, code) => {
  expect(findingOf([begin(), failed(why)])).toMatchObject({ code, certainty: 'likely' })
})

test('an address for the way back that the hub does not know is named, with the one that it is', () => {
  const says = 'Mismatching redirect URI.'
  const finding = findingOf([begin(), hop(authorize, byHub(400, { body: 'html', page: 'hub', says }))])
  expect(finding).toMatchObject({ code: 'oauth-client-mismatch', certainty: 'certain' })
  expect(finding?.evidence.join()).toContain(`${callback}, and the hub answers “${says}”`)
  expect(finding?.fixes.flatMap(({ lines }) => lines.map(({ text }) => text))).toEqual([
    `"oauth_redirect_uri": "${callback}",`,
  ])
})

test.each([
  ['another path', '/services/hubscope/back'],
  ['another host', `https://other.test${callback}`],
])(
  'a login that comes back to %s needs the address in both places, even where a page answers',
  (_, asked) => {
    const back = hop(
      authorize,
      byHub(302, { headers: { location: `${asked}?code=[secret]&state=[secret]` } }),
    )
    const finding = findingOf([begin(asked), back], true)
    expect(finding?.code).toBe('oauth-client-mismatch')
    expect(finding?.evidence.join()).toContain(`The hub sent the browser to ${asked};`)
    expect(finding?.fixes.flatMap(({ lines }) => lines.map(({ text }) => text))).toEqual([
      `"oauth_redirect_uri": "${callback}",`,
      `JUPYTERHUB_OAUTH_CALLBACK_URL=${callback}`,
    ])
  },
)

test('on a hub with subdomains, a path for the way back is one of the hub’s own host', () => {
  const apart = {
    ...healthy().page,
    origin: 'https://hubscope--service.hub.test',
    hubUrl: 'https://hub.test/hub/',
  }
  const wanted = `"oauth_redirect_uri": "https://hubscope--service.hub.test${callback}",`
  const back = hop(authorize, byHub(302, { headers: { location: `${callback}?code=[secret]` } }))
  const login = { worked: false, hops: [begin(), back] }
  const { inside: looked, ...site } = healthy({ page: apart })
  for (const each of [
    { ...site, asker: 'command-line' as const, login },
    { ...site, inside: looked },
  ]) {
    const found = examine(each).findings.find(({ code }) => code === 'oauth-client-mismatch')
    expect(found?.fixes.flatMap(({ lines }) => lines.map(({ text }) => text)) ?? []).toContain(wanted)
  }
})

test('a login that comes back to the service is well', () => {
  const back = hop(
    authorize,
    byHub(302, { headers: { location: `${callback}?code=[secret]&state=[secret]` } }),
  )
  const { findings, well } = examine(
    healthy({ asker: 'command-line', login: { worked: true, hops: [begin(), back] } }),
  )
  expect(findings).toEqual([])
  expect(well).toContain('Logging in works')
})
