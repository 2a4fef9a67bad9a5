import { expect, test } from 'vitest'
import { examine } from '../../examine.ts'
import type { Answer, ProbeResults } from '../../results.ts'
import { byHub, echoed, echoWith, healthy } from '../../testing/healthy.ts'

type Cookies = NonNullable<Answer['cookies']>

const cookie = (name: string, path: string, domain?: string): Cookies[number] => ({
  name,
  path,
  secure: true,
  ...(domain === undefined ? {} : { domain }),
})

/** A login that worked, whose form came with these cookies. */
function login(...cookies: Cookies): ProbeResults['login'] {
  const url = 'https://hub.test/hub/login'
  return { worked: true, hops: [{ ...byHub(200, { body: 'html', cookies }), url }] }
}

const arriving = (...names: string[]) => ({
  echoes: [echoed(echoWith({}, { cookies: names.map((name, index) => ({ name, bytes: 40 + index })) }))],
})

const findingsOf = (change: Partial<ProbeResults>) =>
  examine(healthy({ asker: 'command-line', ...change })).findings

test.each([
  ['two paths', [cookie('_xsrf', '/hub/'), cookie('_xsrf', '/')], 'Path=/hub/ and for Path=/'],
  [
    'two domains',
    [cookie('jupyterhub-session-id', '/'), cookie('jupyterhub-session-id', '/', 'campus.test')],
    'Path=/; Domain=campus.test',
  ],
])('one answer that sets a cookie for %s is named', (_, cookies, shown) => {
  const findings = findingsOf({ login: login(...cookies) })
  expect(findings).toMatchObject([{ code: 'cookies-stripped', about: 'doubled', certainty: 'certain' }])
  expect(findings[0]?.evidence[0]).toContain(shown)
})

test('what is said twice in the same words is kept once, and other applications’ cookies are theirs', () => {
  expect(findingsOf({ login: login(cookie('_xsrf', '/hub/'), cookie('_xsrf', '/hub/')) })).toEqual([])
  expect(findingsOf({ login: login(cookie('lang', '/'), cookie('lang', '/shop/')) })).toEqual([])
  expect(findingsOf(arriving('lang', 'lang', 'hubscope-session'))).toEqual([])
})

test('the hub’s login cookie does not come to a service, unless somebody sets it for the whole site', () => {
  const findings = findingsOf(arriving('hubscope-session', 'jupyterhub-hub-login'))
  expect(findings).toMatchObject([{ code: 'cookies-stripped', hop: 'edge', certainty: 'certain' }])
  expect(findings[0]?.explanation).toContain('goes to users’ servers too')
})

test.each([
  ['_xsrf', 'xsrf-wrong-path', 'likely', 'error'],
  ['hubscope-session', 'cookies-stripped', 'likely', 'error'],
  // As with two hubs on one host, which disturb each other at times.
  ['jupyterhub-session-id', 'cookies-stripped', 'possible', 'warning'],
])('%s twice in one request is %s', (name, code, certainty, severity) => {
  expect(findingsOf(arriving(name, name))).toMatchObject([{ code, certainty, severity, hop: 'browser' }])
})
