import type { HubVersion } from '../versions.ts'
import { adminRoleScopes } from './admin-role.ts'
import { isDefined } from './hierarchy.ts'
import { parseScope } from './parse.ts'

/** Raw scopes of the roles that every hub has. */
const roles: Readonly<Record<string, readonly string[]>> = {
  user: ['self'],
  admin: adminRoleScopes,
  token: ['inherit'],
}

/**
 * The raw scopes of a role of this name on a hub that is configured with nothing else; undefined when the hub has no
 * such role by itself. A configuration may change all of them but `admin`.
 * Source: `get_default_roles` and `_overwrite_role` in jupyterhub/roles.py.
 */
export function defaultRoleScopes(role: string, version: HubVersion): readonly string[] | undefined {
  return Object.hasOwn(roles, role)
    ? roles[role]?.filter((scope) => isDefined(parseScope(scope).base, version))
    : undefined
}
