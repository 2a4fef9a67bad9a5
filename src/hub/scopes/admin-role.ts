import type { HubVersion } from '../versions.ts'
import { isDefined, withSubscopes } from './hierarchy.ts'

/** The scopes of the role `admin`, of every version: what a version does not know it leaves out. */
export const adminRoleScopes: readonly string[] = [
  'admin-ui',
  'admin:users',
  'admin:servers',
  'admin:services',
  'tokens',
  'admin:groups',
  'list:services',
  'read:services',
  'read:hub',
  'proxy',
  'shutdown',
  'access:services',
  'access:servers',
  'read:roles',
  'read:metrics',
  'shares',
]

/**
 * True when every admin holds this scope, unfiltered: the hub gives each user with the admin flag the role `admin`, and
 * refuses a configuration that changes it. Source: `get_default_roles` and `_overwrite_role` in jupyterhub/roles.py.
 */
export function adminsHold(base: string, version: HubVersion): boolean {
  return adminRoleScopes
    .filter((scope) => isDefined(scope, version))
    .some((scope) => withSubscopes(scope, version).includes(base))
}
