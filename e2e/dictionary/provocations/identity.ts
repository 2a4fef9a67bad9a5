import { isSince } from '#hub/versions.ts'
import type { Lab } from '../lab.ts'
import type { Provocations } from '../provocation.ts'
import { before6, from6, namesIdentity, speaksOfScopes } from './versions.ts'

/** A browser's call of the API: its cookie, and what browsers say of every call. */
export async function fromBrowser(lab: Lab, user: string, headers: Record<string, string> = {}) {
  const { cookie } = await lab.cookiesOf(user)
  return { cookie, 'sec-fetch-mode': 'cors', 'sec-fetch-site': 'same-origin', ...headers }
}

/** Who somebody is, and what they may do. */
export const identity = {
  'Action is not authorized with current scopes; requires any of [list:users]': [
    {
      by: 'a token without scopes',
      provoke: (lab) => lab.api('GET', '/users', undefined, 'poor'),
    },
    {
      by: 'no credentials, which this hub words as scopes',
      on: speaksOfScopes,
      provoke: (lab) => lab.ask('/hub/api/users'),
      shown: 'creds-missing',
      logged: 'creds-missing',
    },
    {
      by: 'an unknown token, which this hub words as scopes',
      on: speaksOfScopes,
      provoke: (lab) => lab.ask('/hub/api/users', { headers: { authorization: 'token unknown' } }),
      logged: 'creds-missing',
    },
    {
      by: 'a cookie without a Referer',
      on: speaksOfScopes,
      provoke: async (lab) => {
        const { cookie } = await lab.cookiesOf('admin')
        return lab.ask('/hub/api/users', { headers: { cookie } })
      },
      shown: 'ref-missing',
      logged: 'ref-missing',
    },
    {
      by: 'a cookie with the Referer of another scheme',
      on: speaksOfScopes,
      provoke: async (lab) => {
        const { cookie } = await lab.cookiesOf('admin')
        const referer = lab.stack.url.replace('http:', 'https:')
        return lab.ask('/hub/api/users', { headers: { cookie, referer: `${referer}hub/admin` } })
      },
      shown: 'ref-blocked',
      logged: 'ref-blocked',
    },
    {
      by: 'a POST of text with a cookie',
      on: speaksOfScopes,
      says: /requires any of \[admin:users\]/,
      provoke: async (lab) => {
        const { cookie } = await lab.cookiesOf('admin')
        const headers = { cookie, referer: `${lab.stack.url}hub/admin`, 'content-type': 'text/plain' }
        return lab.ask('/hub/api/users', { method: 'POST', headers, body: '{"usernames": ["zed"]}' })
      },
      shown: 'content-type-403',
      logged: 'content-type-403',
    },
  ],
  'Missing or invalid credentials.': [
    { by: 'no credentials', on: namesIdentity, provoke: (lab) => lab.ask('/hub/api/users') },
    {
      by: 'an unknown token',
      on: namesIdentity,
      provoke: (lab) => lab.ask('/hub/api/users', { headers: { authorization: 'token unknown' } }),
    },
    {
      by: 'a header with a colon too many',
      on: namesIdentity,
      provoke: (lab) => lab.ask('/hub/api/users', { headers: { authorization: 'token: unknown' } }),
    },
    {
      by: 'a POST of text with a cookie',
      on: namesIdentity,
      provoke: async (lab) => {
        const { xsrf } = await lab.cookiesOf('admin')
        const headers = await fromBrowser(lab, 'admin', { 'content-type': 'text/plain;charset=UTF-8' })
        return lab.ask(`/hub/api/users?_xsrf=${encodeURIComponent(xsrf)}`, {
          method: 'POST',
          headers,
          body: '{"usernames": ["zed"]}',
        })
      },
      shown: 'content-type-403',
      logged: 'content-type-403',
    },
  ],
  "'_xsrf' argument missing from GET": [
    {
      by: 'a cookie without the value',
      on: namesIdentity,
      provoke: async (lab) => lab.ask('/hub/api/users', { headers: await fromBrowser(lab, 'admin') }),
    },
    {
      by: 'nobody, with an Origin',
      on: namesIdentity,
      says: /'_xsrf' argument missing from POST/,
      provoke: (lab) =>
        lab.ask('/hub/api/users', {
          method: 'POST',
          headers: { origin: lab.stack.url.replace(/\/$/, ''), 'sec-fetch-mode': 'cors' },
          body: { usernames: ['zed'] },
        }),
      shown: 'xsrf-mask',
      logged: 'xsrf-mask',
    },
    {
      by: 'an unknown token beside a good cookie',
      on: namesIdentity,
      provoke: async (lab) =>
        lab.ask('/hub/api/users', {
          headers: await fromBrowser(lab, 'admin', { authorization: 'token unknown' }),
        }),
      shown: 'xsrf-mask',
    },
  ],
  "'_xsrf' argument invalid":
    'The hub says it of text that cannot be encoded, and Tornado has refused such text before.',
  'XSRF cookie does not match POST argument': [
    {
      by: 'a value of another page',
      on: namesIdentity,
      provoke: async (lab) =>
        lab.ask('/hub/api/users?_xsrf=of-another-page', {
          method: 'POST',
          headers: await fromBrowser(lab, 'admin'),
          body: { usernames: ['zed'] },
        }),
    },
  ],
  'Only admins can grant admin permissions': [
    {
      by: 'a service with admin:users',
      on: namesIdentity,
      provoke: (lab) => lab.api('POST', '/users', { usernames: ['zed'], admin: true }, 'recruiter'),
    },
  ],
  'Only admins can modify other admins': [
    {
      by: 'a service with admin:users',
      on: namesIdentity,
      provoke: (lab) => lab.api('PATCH', '/users/admin', { admin: false }, 'recruiter'),
    },
  ],
  'User ada not found or no permissions to generate tokens': [
    {
      by: 'a service that asks for a token of somebody else',
      says: /^Service ada not found or no permissions to generate tokens$/,
      provoke: (lab) => lab.api('POST', '/users/ada/tokens', {}, 'poor'),
    },
  ],
  'auth has expired for ada, login again': [
    {
      by: 'starting the server of somebody whose login has ended',
      says: /^auth has expired for lapsed, login again$/,
      provoke: (lab) => lab.api('POST', '/users/lapsed/server', {}),
    },
  ],
  "ada's authentication has expired":
    'A hub asks the authenticator once in a request, and has refused with other words by then.',
  'admin access to user servers disabled': [
    {
      by: 'the endpoint of old days',
      provoke: (lab) => lab.api('POST', '/users/ada/admin-access'),
    },
  ],
  'No access to resources or resources not found': [
    {
      by: 'a filter that leaves the user out',
      provoke: (lab) => lab.api('GET', '/users/bob', undefined, 'ada-only'),
    },
    {
      by: 'the page of somebody else’s server',
      on: from6,
      says: /No access to resources or resources not found/,
      provoke: async (lab) => {
        const { cookie } = await lab.cookiesOf('ada')
        return lab.ask('/hub/user/bob/lab', { headers: { cookie } })
      },
    },
    {
      by: 'the page of somebody else’s server, which says nothing',
      on: before6,
      in: 'log',
      says: /No access to resources or resources not found/,
      provoke: async (lab) => {
        const { cookie } = await lab.cookiesOf('ada')
        return lab.ask('/hub/user/bob/lab', { headers: { cookie } })
      },
    },
  ],
  'Not assigning requested scopes [users] not held by ada': [
    {
      by: 'a token with more than its owner has',
      says: /^Not assigning requested scopes .*admin:users.* not held by .*ada/,
      provoke: (lab) => lab.api('POST', '/users/ada/tokens', { scopes: ['admin:users'] }),
    },
  ],
  "Scope 'nonsense' for token does not exist": [
    {
      by: 'a token with a scope that there is not',
      on: (version) => isSince(version, '5.0'),
      says: /nonsense.* does not exist/,
      provoke: (lab) => lab.api('POST', '/users/ada/tokens', { scopes: ['nonsense'] }),
    },
  ],
  'token expires_in must be an integer': [
    {
      by: 'a token that ends soon',
      on: (version) => isSince(version, '5.1'),
      says: /^token expires_in must be null or integer, not 'soon'$/,
      provoke: (lab) => lab.api('POST', '/users/ada/tokens', { expires_in: 'soon' }),
    },
  ],
} as const satisfies Provocations
