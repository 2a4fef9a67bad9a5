import type { ServiceRow } from '../db.ts'
import { delegableScopes } from './roles.ts'

const plain = { admin: false, roles: [], url: '', prefix: '', command: [], pid: 0, info: {}, display: true }

export function seedServices(baseUrl: string): ServiceRow[] {
  return [
    {
      ...plain,
      name: 'hubscope',
      url: 'http://127.0.0.1:10101',
      prefix: `${baseUrl}services/hubscope/`,
      command: ['hubscope', 'serve'],
      pid: 4711,
      oauthClientAllowedScopes: [...delegableScopes],
    },
    {
      ...plain,
      name: 'jupyterhub-idle-culler',
      roles: ['jupyterhub-idle-culler-role'],
      command: ['/usr/bin/python3', '-m', 'jupyterhub_idle_culler', '--timeout=604800', '--cull-every=3600'],
      pid: 4712,
      oauthClientAllowedScopes: [],
    },
    { ...plain, name: 'stack', admin: true, roles: ['admin'], oauthClientAllowedScopes: [] },
  ]
}
