import { describe, expect, test } from 'vitest'
import {
  type Change,
  codes,
  everywhere,
  inside,
  old,
  posted,
  server,
  target,
  unreached,
} from './testing/changes.ts'
import { arriving, asked, byEdge, byHub, echoWith, echoed, loginForms, silence } from './testing/healthy.ts'

describe('named first', () => {
  test.each<[string, Change, string]>([
    [
      'an address decoded on the way',
      {
        path: {
          ...echoed(echoWith({}, { target: '/services/hubscope/api/echo/a@b/c~ d' })),
          sent: '/services/hubscope/api/echo/a%40b%2Fc~%20d',
        },
      },
      'encoded-path · certain',
    ],
    ['an address refused', { path: { ...byEdge(404), sent: '/x%2Fy' } }, 'encoded-path · likely'],
    [
      'an address refused each time',
      { path: { ...byEdge(404), sent: '/x%2Fy', refused: 3 } },
      'encoded-path · certain',
    ],
    [
      'a doubled slash',
      { echoes: [1, 2].map(() => echoed(echoWith({}, { target: '//services/hubscope/api/echo' }))) },
      'prefix-mismatch · certain',
    ],
    [
      'a prefix that the hub’s proxy does not know',
      unreached(asked({ status: 404, body: 'html', says: '404: Not Found' })),
      'prefix-mismatch · likely',
    ],
    [
      'a path that the hub does not know for its own',
      { hub: [byHub(302, { headers: { location: '/hub/hub/api/' } })] },
      'prefix-mismatch · certain',
    ],
    ['a small body limit', { bodies: [{ ...byEdge(413), bytes: 2_097_152 }] }, 'edge-limits · certain'],
    [
      'a body that is cut off once',
      { bodies: [{ at: 0, ms: 9, failure: 'unreachable', bytes: 2_097_152, cuts: 1 }] },
      'edge-limits · likely',
    ],
    [
      'a body that is cut off each time',
      { bodies: [{ at: 0, ms: 9, failure: 'unreachable', bytes: 2_097_152, cuts: 3 }] },
      'edge-limits · certain',
    ],
    ['a small header limit', { headers: [{ ...byEdge(400), bytes: 6144 }] }, 'edge-limits · certain'],
    [
      'many cookies',
      {
        echoes: [
          echoed(
            echoWith(
              {},
              { cookies: Array.from({ length: 30 }, (_, i) => ({ name: `u-oauth-state-${i}`, bytes: 300 })) },
            ),
          ),
        ],
      },
      'cookie-bloat · certain',
    ],
    [
      'cookies that fill the headers',
      { ...unreached(asked({ status: 431, body: 'empty' })), bare: echoed(echoWith()) },
      'cookie-bloat · certain',
    ],
    ['a cache', { cached: ['a', 'a'].map((id) => echoed(echoWith({}, { id }))) }, 'edge-cache · certain'],
    [
      'a cache that says so',
      { hub: [byHub(200), byHub(200, { headers: { age: '4' } })] },
      'edge-cache · certain',
    ],
    ['methods refused', { methods: [{ ...byEdge(405), method: 'DELETE' }] }, 'edge-blocks-method · likely'],
    [
      'methods refused each time',
      { methods: [{ ...byEdge(405), method: 'DELETE', refused: 3 }] },
      'edge-blocks-method · certain',
    ],
    [
      'errors replaced',
      { errors: { service: byEdge(404), hub: byEdge(200) } },
      'edge-replaces-errors · certain',
    ],
    [
      'a policy without inline scripts',
      {
        hubPage: {
          ...byHub(200, {
            body: 'html',
            headers: { 'content-security-policy': "frame-ancestors 'none', default-src 'self'" },
          }),
          loggedIn: true,
        },
      },
      'csp-frame · certain',
    ],
    [
      'another address at every call',
      {
        echoes: ['10.0.0.1', '10.0.0.2'].map((ip) => echoed(echoWith({ 'x-real-ip': ip }))),
        loginForms: loginForms(0, 1, 2, 3, 4, 5),
      },
      'xsrf-login-ip · certain',
    ],
    [
      'two edges',
      {
        echoes: ['10.0.0.1', '10.0.0.2'].map((ip) =>
          echoed(echoWith({ 'x-real-ip': undefined, 'x-forwarded-for': `1.2.3.4,${ip}` })),
        ),
        loginForms: loginForms(0, 1, 1, 0, 1, 0),
      },
      'xsrf-login-ip · certain',
    ],
    [
      'fetch metadata stripped, or a browser that sends none',
      arriving({ 'sec-fetch-mode': undefined }),
      'fetch-metadata-stripped · likely',
    ],
    [
      'fetch metadata stripped of what the command sent',
      { ...arriving({ 'sec-fetch-mode': undefined }), asker: 'command-line' },
      'fetch-metadata-stripped · certain',
    ],
    ['Origin stripped, hub 3', { ...old, ...posted({}) }, 'fetch-metadata-stripped · certain'],
    ['Origin stripped', posted({}), 'fetch-metadata-stripped · certain'],
    ['Origin replaced', posted({ origin: 'http://127.0.0.1' }), 'ws-origin-blocked · certain'],
    ['the edge’s target down', everywhere(byEdge(502)), 'edge-upstream-down · certain'],
    ['a portal before the API', { hub: [asked({ status: 0, body: 'unread' })] }, 'sso-portal · likely'],
    ['a portal’s page', { hub: [byEdge(200, { says: 'Sign in' })] }, 'sso-portal · certain'],
    [
      'a portal on another host',
      { hub: [byEdge(302, { headers: { location: 'https://sso.test/login' } })] },
      'sso-portal · certain',
    ],
    [
      'a password of the edge',
      { hub: [byEdge(401, { headers: { 'www-authenticate': 'Basic' } })] },
      'edge-auth · certain',
    ],
    ['the API refused', { hub: [byEdge(403)] }, 'edge-blocks-api · certain'],
    ['a limit on calls', { userTree: byEdge(429) }, 'edge-rate-limit · certain'],
    ['a tree that is missing', { userTree: byEdge(404) }, 'edge-paths-missing · certain'],
    [
      'the hub’s own port',
      { ...unreached(byHub(404, { body: 'html' })), headers: [{ ...byHub(200), bytes: 20_480 }] },
      'direct-hub-port · likely',
    ],
    [
      'the hub’s own port behind something that refuses large headers first',
      { ...unreached(byHub(302)), headers: [{ ...byEdge(400), bytes: 21_000 }] },
      'direct-hub-port · likely',
    ],
    [
      'redirects in circles',
      inside({
        redirects: ['https://hub.test/', 'https://hub.test/'].map((url) => ({
          ...byEdge(301, { headers: { location: url } }),
          url,
        })),
      }),
      'redirect-loop-route · certain',
    ],
    [
      'a redirect to http',
      inside({
        redirects: [
          { ...byEdge(301, { headers: { location: 'http://hub.test/hub/' } }), url: 'https://hub.test/' },
        ],
      }),
      'proto-downgrade · certain',
    ],
    ['a hub that is not there', inside({ hub: silence }), 'hub-unreachable · certain'],
    [
      'a hub behind HTTP_PROXY',
      inside({ hub: byEdge(403), environment: { proxy: true, covered: false, heeded: true } }),
      'http-proxy-env · likely',
    ],
    [
      'another callback',
      inside({
        service: {
          name: 'h',
          version: '1',
          node: '22',
          address: 'a:1',
          prefix: '/services/hubscope/',
          callback: '/oauth_callback',
        },
      }),
      'oauth-client-mismatch · certain',
    ],
    ['a loop by Host', target({ own: server(), asPublic: byHub(302) }), 'host-route-loop-431 · certain'],
    [
      'a loop by Host, to its end',
      target({ own: server(), asPublic: asked({ status: 431, body: 'empty' }) }),
      'host-route-loop-431 · certain',
    ],
    [
      'a certificate nobody knows',
      target({ own: { ...silence, reason: 'DEPTH_ZERO_SELF_SIGNED_CERT' } }),
      'chp-tls-503 · likely',
    ],
    ['a dead target', target({ own: silence }), 'target-down-503 · likely'],
    ['an old server', target({ own: server('4.1.6') }), 'version-mismatch-loop · certain'],
    [
      'cookies stripped',
      {
        login: {
          worked: false,
          hops: [{ ...byHub(302, { cookies: [] }), url: 'https://hub.test/hub/login' }],
        },
      },
      'cookies-stripped · certain',
    ],
    [
      'cookies moved',
      {
        login: {
          worked: false,
          hops: [
            {
              ...byHub(302, { cookies: [{ name: 'jupyterhub-hub-login', path: '/x/', secure: true }] }),
              url: 'https://hub.test/hub/login?next=',
            },
          ],
        },
      },
      'cookies-stripped · certain',
    ],
    [
      'a login form refused at once',
      {
        login: {
          worked: false,
          hops: [
            {
              ...byHub(403, { says: 'XSRF cookie does not match POST argument' }),
              url: 'https://hub.test/hub/login',
            },
          ],
        },
      },
      'xsrf-login-ip · likely',
    ],
    [
      'a login form that came without its cookie, and was refused',
      {
        login: {
          worked: false,
          hops: [
            { ...byHub(200, { body: 'html', cookies: [] }), url: 'https://hub.test/hub/login?next=…' },
            {
              ...byHub(403, { says: 'XSRF cookie does not match POST argument', cookies: [] }),
              url: 'https://hub.test/hub/login?next=…',
            },
          ],
        },
      },
      'cookies-stripped · certain',
    ],
    [
      'a login form whose cookie was moved to another path',
      {
        login: {
          worked: false,
          hops: [
            {
              ...byHub(200, {
                body: 'html',
                cookies: [{ name: '_xsrf', path: '/jupyter/hub/', secure: true }],
              }),
              url: 'https://hub.test/hub/login?next=…',
            },
            {
              ...byHub(403, { says: 'Login form invalid or expired. Try again.' }),
              url: 'https://hub.test/hub/login?next=…',
            },
          ],
        },
      },
      'cookies-stripped · certain',
    ],
  ])('%s', (_, change, expected) => {
    expect(codes(change)[0]).toBe(expected)
  })
})
