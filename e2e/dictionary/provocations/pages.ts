import { isSince } from '#hub/versions.ts'
import { http } from '#stack/http.ts'
import type { Lab } from '../lab.ts'
import { askLoneProxy } from '../lone-proxy.ts'
import type { Provocations } from '../provocation.ts'

/** The proxy's own API, behind the hub's back. */
async function atProxy({ stack }: Lab, method: string, path: string, json?: object): Promise<void> {
  await http(stack.proxyApiUrl + path, {
    method,
    headers: { authorization: `token ${stack.proxyToken}` },
    ...(json && { json }),
  })
}

/** Pages, streams, and what the proxy says by itself. One of the last stops the hub. */
export const pages = {
  Forbidden: [
    {
      by: 'asking who one is, without credentials',
      // Hubs from 6 on have no words for it.
      says: /^(?:Forbidden|null)$/,
      provoke: (lab) => lab.ask('/hub/api/user'),
      alone: null,
      shown: 'creds-missing',
      logged: null,
    },
  ],
  'Login form invalid or expired. Try again.': [
    {
      by: 'the form of another browser',
      on: (version) => isSince(version, '5.3'),
      says: /Login form invalid or expired\. Try again\./,
      provoke: sendForm,
    },
    {
      by: 'the form of another browser, in the words of older hubs',
      on: (version) => isSince(version, '4.1') && !isSince(version, '5.3'),
      says: /XSRF cookie does not match POST argument/,
      provoke: sendForm,
    },
  ],
  'Spawn failed: no room': [
    {
      by: 'the progress of a start that failed',
      says: /Spawn failed: .*ImagePullBackOff/,
      given: (lab) => lab.api('POST', '/users/idle/server', { script: 'fail', seconds: 0.3 }),
      provoke: (lab) => lab.api('GET', '/users/idle/server/progress'),
      logged: false,
    },
  ],
  'Your server appears to be down.': [
    {
      by: 'a route to where nothing listens',
      says: /Your server appears to be down\./,
      given: (lab) => atProxy(lab, 'POST', '/user/gone', { target: 'http://127.0.0.1:9' }),
      provoke: (lab) => lab.ask('/user/gone/lab'),
    },
  ],
  nothing: [
    {
      by: 'a browser with too many cookies',
      says: /^$/,
      provoke: (lab) => lab.ask('/hub/home', { headers: { cookie: `crumbs=${'x'.repeat(20_000)}` } }),
      alone: null,
      shown: 'cookie-bloat',
      logged: false,
    },
  ],
  '503: Proxy Target Missing': [
    {
      by: 'a proxy by itself',
      says: /503: Proxy Target Missing/,
      provoke: () => askLoneProxy('/user/gone/lab'),
      logged: false,
    },
    {
      by: 'the proxy of a hub that is gone, in fewer words',
      says: /^Service Unavailable$/,
      given: (lab) => lab.stack.stopHub(),
      provoke: (lab) => lab.ask('/user/gone/lab'),
      alone: null,
      // Nothing in the answer tells the proxy from an edge before it.
      shown: 'edge-upstream-down',
      logged: 'target-down-503',
    },
  ],
  'No service is registered at this URL': [
    {
      by: 'a proxy by itself',
      says: /No service is registered at this URL/,
      provoke: () => askLoneProxy('/hub/home'),
      logged: false,
    },
  ],
} as const satisfies Provocations

/** With the value of another visit. */
async function sendForm(lab: Lab) {
  return lab.ask('/hub/login?next=', {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', cookie: '_xsrf=of-another-visit' },
    body: 'username=ada&password=ada&_xsrf=of-another-visit',
  })
}
