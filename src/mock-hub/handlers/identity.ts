import { isSince } from '#hub/versions.ts'
import { json } from '../answers.ts'
import type { Core } from '../core.ts'
import { tellsTokenId, tokenId } from '../credentials.ts'
import { type Endpoint, endpoint, publicEndpoint } from '../endpoint.ts'
import { serviceModel, userModel } from '../models.ts'

/** `GET /`, `/info` and `/user`. Source: jupyterhub/apihandlers/hub.py and `SelfAPIHandler`. */
export function identityEndpoints(core: Core): Endpoint[] {
  return [
    publicEndpoint(core, 'GET', '', () => {
      const response = json({ version: core.version.text })
      // From 5.3; of the 5.x the mock plays 5.5.4 only.
      if (isSince(core.version, '5.1')) response.headers.set('Access-Control-Allow-Origin', '*')
      return response
    }),
    endpoint(core, 'GET', '/info', { anyOf: ['read:hub'], about: 'hub' }, () =>
      json({
        version: core.version.text,
        python: '3.11.2 (main, Apr 28 2025, 14:11:48) [GCC 12.2.0]',
        sys_executable: '/usr/bin/python3',
        spawner: { class: 'scripted.StackSpawner', version: 'unknown' },
        authenticator: { class: 'same_word.SameWordAuthenticator', version: 'unknown' },
      }),
    ),
    endpoint(core, 'GET', '/user', 'any-credential', ({ caller, sight, query }) => {
      const { principal, token, scopes } = caller
      const model =
        principal.kind === 'user'
          ? userModel(core, sight, principal.row, includeStopped(query))
          : serviceModel(sight, principal.row)
      return json({
        ...model,
        ...(tellsTokenId(core.version) ? { token_id: tokenId(token) } : {}),
        session_id: token.sessionId,
        scopes: scopes.toSorted(),
      })
    }),
  ]
}

/** `include_stopped_servers`: any value but `0` and `false`. */
export function includeStopped(query: URLSearchParams): boolean {
  return !['0', 'false'].includes((query.get('include_stopped_servers') ?? '0').toLowerCase())
}
