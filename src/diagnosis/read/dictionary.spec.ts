import { describe, expect, test } from 'vitest'
import type { FindingCode } from '../codes.ts'
import { explain } from './explain.ts'

/** The hub’s own sentences, and what each shows when it stands alone. Source: JupyterHub 3.1.1 to 6.1.1. */
const sentences: readonly (readonly [status: number, sentence: string, code: FindingCode])[] = [
  [403, 'Action is not authorized with current scopes; requires any of [list:users]', 'scope-denied'],
  [403, 'Missing or invalid credentials.', 'creds-missing'],
  [403, "'_xsrf' argument missing from GET", 'xsrf-missing'],
  [403, "'_xsrf' argument invalid", 'xsrf-missing'],
  [403, 'XSRF cookie does not match POST argument', 'xsrf-wrong-path'],
  [403, 'Only admins can grant admin permissions', 'admin-powers-surprise'],
  [403, 'Only admins can modify other admins', 'admin-powers-surprise'],
  [403, 'User ada not found or no permissions to generate tokens', 'scope-denied'],
  [403, 'You do not have permission to access JupyterHub service dash', 'service-access-denied'],
  [403, 'user ada is not allowed.', 'service-access-denied'],
  [403, 'oauth state does not match. Try logging in again.', 'oauth-state'],
  [403, 'auth has expired for ada, login again', 'login-expired'],
  [400, "ada's authentication has expired", 'login-expired'],
  [403, 'Authorization form must be sent from authorization page', 'ref-blocked'],
  [403, 'admin access to user servers disabled', 'admin-powers-surprise'],
  [404, 'No access to resources or resources not found', 'scope-filtered-404'],
  [404, 'No such group: physics', 'not-found'],
  [404, 'No such token', 'not-found'],
  [404, 'ada has no server named gpu', 'not-found'],
  [
    404,
    'Deprecated endpoint /hub/api/authorizations/token is removed in JupyterHub 5.0.',
    'not-in-this-version',
  ],
  [400, 'Invalid JSON in body of request', 'client-mistake'],
  [400, 'Invalid JSON keys: colour', 'client-mistake'],
  [400, 'Invalid JSON data', 'client-mistake'],
  [400, 'Body must be a JSON dict or empty', 'client-mistake'],
  [400, 'user_options must be a JSON object', 'client-mistake'],
  [400, 'admin must be bool, not: str', 'client-mistake'],
  [400, 'Invalid username: a/b', 'input-refused'],
  [400, 'Invalid usernames: a/b, c/d', 'input-refused'],
  [400, 'Failed to create user ada: boom', 'input-refused'],
  [400, 'Must specify at least one user to create', 'input-refused'],
  [400, 'Must specify users to delete', 'input-refused'],
  [400, 'No such user: bob', 'input-refused'],
  [400, "sort must be 'id', 'name', or 'last_activity'", 'client-mistake'],
  [400, 'Unrecognized state filter: x', 'client-mistake'],
  [400, 'Invalid argument type, offset and limit must be integers', 'client-mistake'],
  [400, 'ada is pending spawn', 'pending-400'],
  [400, 'ada is already running', 'pending-400'],
  [400, 'ada is not starting...', 'pending-400'],
  [400, 'ada:gpu is active. Please stop it before modifying it.', 'pending-400'],
  [400, 'Named servers are not enabled.', 'named-server-refused'],
  [400, 'User ada already has the maximum of 2 named servers.  One must be deleted', 'named-server-refused'],
  [400, 'Invalid server_name: a/b', 'named-server-refused'],
  [400, 'Starting invalid server_name a_b is disabled', 'named-server-refused'],
  [400, 'ada is pending spawn, please wait', 'pending-400'],
  [400, 'Must specify at least one field to modify.', 'client-mistake'],
  [400, 'display_name must be a string', 'client-mistake'],
  [400, 'Cannot delete yourself!', 'input-refused'],
  [400, 'Cannot delete the default server', 'named-server-refused'],
  [400, "ada's server is in the process of stopping, please wait.", 'pending-400'],
  [400, 'Not assigning requested scopes [users] not held by ada', 'scope-denied'],
  [400, "Scope 'nonsense' for token does not exist", 'client-mistake'],
  [400, 'token expires_in must be an integer', 'client-mistake'],
  [400, 'Group management via API is disabled', 'groups-locked'],
  [400, 'Mismatching redirect URI.', 'oauth-client-mismatch'],
  [400, 'Invalid client_id parameter value.', 'oauth-client-mismatch'],
  [400, 'Error in oauth: access_denied', 'oauth-state'],
  [400, 'OAuth callback made without a token', 'oauth-state'],
  [400, 'OAuth state is missing. Try logging in again.', 'oauth-state'],
  [405, 'Service dash is not modifiable at runtime', 'not-in-this-version'],
  [409, 'User ada already exists', 'input-refused'],
  [409, 'Group physics already exists', 'input-refused'],
  [409, 'All 3 users already exist', 'input-refused'],
  [409, 'ada already has a default server', 'input-refused'],
  [
    424,
    'JupyterHub server no longer running at /user/ada/api. Restart the server at /hub/spawn/ada',
    'server-stopped-424',
  ],
  [429, 'Too many users trying to log in right now. Try again in 40 seconds.', 'spawn-throttled-429'],
  [429, 'Active user limit exceeded. Try again in a few minutes.', 'spawn-throttled-429'],
  [500, 'Redirect loop detected.', 'redirect-loop-route'],
  [
    500,
    'Redirect loop detected. Notebook has jupyterhub version 1.4.2, but the Hub expects 2.1.1. Try installing',
    'version-mismatch-loop',
  ],
  [500, 'Spawner failed to start [status=1]. The logs for ada may contain details.', 'spawn-failed'],
  [
    500,
    "Failed to connect to Hub API at 'http://hub:8081/hub/api'.  Is the Hub accessible",
    'hub-unreachable-from-server',
  ],
  [500, 'Permission failure checking authorization, I may need a new token', 'server-token-stale'],
  [500, 'Failed to check authorization: invalid_client', 'server-token-stale'],
  [500, 'oauth callback failed to identify a user', 'server-token-stale'],
  [500, 'OAuth configuration error', 'server-token-stale'],
  [502, 'Failed to check authorization (upstream problem)', 'hub-error'],
  [400, 'Can "Upgrade" only to "WebSocket".', 'ws-upgrade-stripped'],
  [400, '"Connection" must be "Upgrade".', 'ws-upgrade-stripped'],
  [403, 'Cross origin websockets not allowed', 'ws-origin-blocked'],
]

const firstOf = (text: string) => explain(text).findings[0]?.code

describe('every sentence of the hub is known', () => {
  test.each(sentences)('as an answer’s body: %i %s', (status, message, code) => {
    expect(firstOf(JSON.stringify({ status, message }))).toBe(code)
  })

  test.each(sentences.filter(([status]) => status !== 424))(
    'in the hub’s log: %i %s',
    (status, message, code) => {
      const log = [
        `[W 2026-01-02 03:04:05.678 JupyterHub web:2106] ${status} POST /hub/api/users/ada/server (10.0.0.1): ${message}`,
        `[W 2026-01-02 03:04:05.679 JupyterHub log:192] ${status} POST /hub/api/users/ada/server (ops@10.0.0.1) 3.20ms`,
      ]
      expect(firstOf(log.join('\n'))).toBe(code)
    },
  )
})

test.each<[string, FindingCode]>([
  ['<p>Login form invalid or expired. Try again.</p>', 'xsrf-login-ip'],
  [
    '<p>Your server appears to be down. Try restarting it <a href="/hub/spawn">from the hub</a></p>',
    'target-down-503',
  ],
  ['<h1>503: Proxy Target Missing</h1>', 'target-down-503'],
  ['data: {"progress": 100, "failed": true, "message": "Spawn failed: no room"}', 'spawn-failed'],
  ['HTTP/1.1 431 Request Header Fields Too Large', 'cookie-bloat'],
])('pages and streams: %s', (text, code) => {
  expect(firstOf(text)).toBe(code)
})

test('a cancelled start is no failure', () => {
  expect(firstOf('data: {"progress": 100, "failed": true, "message": "Spawn cancelled"}')).toBeUndefined()
})

test('the proxy’s page for a path without a route', () => {
  expect(firstOf('<p>No service is registered at this URL</p>')).toBe('prefix-mismatch')
})

test('403 without a reason means no identity on GET /user alone', () => {
  const print = (path: string, version: string, message: string) =>
    `> GET ${path} HTTP/1.1\n> Host: hub.example\n> Authorization: token abc\n>\n< HTTP/1.1 403 Forbidden\n< X-JupyterHub-Version: ${version}\n<\n{"status": 403, "message": ${message}}`
  expect(firstOf(print('/hub/api/user', '6.1.1', 'null'))).toBe('creds-missing')
  expect(firstOf(print('/hub/api/user', '5.5.4', '"Forbidden"'))).toBe('creds-missing')
  expect(firstOf(print('/hub/api/users/a/tokens', '6.1.1', 'null'))).toBeUndefined()
})
