import { adminRoleScopes } from '#hub/scopes/admin-role.ts'
import type { RoleRow } from '../db.ts'
import type { Persona } from '../scenario.ts'

const opensHubscope = 'access:services!service=hubscope'

/** The group that the rights of `ta` are filtered to. */
export const taGroup = 'physics-101'

/** The roles of a hub out of the box (`get_default_roles`), and those of the personas. Scopes a hub's version does not know are left out when they are read. */
export const seedRoles: readonly RoleRow[] = [
  { name: 'user', scopes: ['self'] },
  { name: 'admin', scopes: [...adminRoleScopes] },
  { name: 'token', scopes: ['inherit'] },
  { name: 'server', scopes: ['users:activity!user', 'access:servers!server'] },
  {
    name: 'reader',
    // Not `proxy`: no scope reads the routes without the right to change the proxy.
    scopes: [
      'list:users',
      'read:users',
      'read:servers',
      'list:groups',
      'read:groups',
      'list:services',
      'read:services',
      'read:roles',
      'read:hub',
      'read:tokens',
      'read:shares',
      opensHubscope,
    ],
  },
  {
    name: 'physics-ta',
    scopes: [
      ...['list:users', 'read:users', 'servers', 'list:groups', 'read:groups'].map(
        (scope) => `${scope}!group=${taGroup}`,
      ),
      opensHubscope,
    ],
  },
  { name: 'hubscope-visitor', scopes: [opensHubscope] },
  {
    name: 'jupyterhub-idle-culler-role',
    scopes: ['list:users', 'read:users:activity', 'read:servers', 'delete:servers'],
  },
]

/** The role each persona has beside `user`. */
export const personaRoles: Readonly<Partial<Record<Persona, string>>> = {
  reader: 'reader',
  ta: 'physics-ta',
  student: 'hubscope-visitor',
}

/** What the hubscope service may be delegated: the list of the operator's configuration block. */
export const delegableScopes: readonly string[] = [
  'list:users',
  'read:users',
  'read:servers',
  'servers',
  'list:services',
  'read:services',
  'proxy',
  'read:roles',
  'read:tokens',
]
