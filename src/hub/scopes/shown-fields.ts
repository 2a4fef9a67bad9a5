/** The fields that each scope shows of a model. */
export type FieldsByScope = Readonly<Record<string, readonly string[]>>

/** Source: `user_model` in jupyterhub/apihandlers/base.py. `servers` also holds single servers that a filter names. */
export const userFields: FieldsByScope = {
  'read:users': [
    'kind',
    'name',
    'user_info',
    'admin',
    'roles',
    'groups',
    'server',
    'pending',
    'created',
    'last_activity',
  ],
  'read:users:name': ['kind', 'name', 'user_info', 'admin'],
  'read:users:groups': ['kind', 'name', 'groups'],
  'read:users:activity': ['kind', 'name', 'last_activity'],
  'read:servers': ['kind', 'name', 'servers'],
  'read:roles:users': ['kind', 'name', 'roles', 'admin'],
  'admin:auth_state': ['kind', 'name', 'auth_state'],
}

/** Source: `group_model` in jupyterhub/apihandlers/base.py. */
export const groupFields: FieldsByScope = {
  'read:groups': ['kind', 'name', 'properties', 'users'],
  'read:groups:name': ['kind', 'name'],
  'read:roles:groups': ['kind', 'name', 'roles'],
}

/** Source: `service_model` in jupyterhub/apihandlers/base.py. */
export const serviceFields: FieldsByScope = {
  'read:services': ['kind', 'name', 'admin', 'url', 'prefix', 'command', 'pid', 'info', 'display'],
  'read:services:name': ['kind', 'name', 'admin'],
  'read:roles:services': ['kind', 'name', 'roles', 'admin'],
}

/** The fields that the scopes for which `holds` is true show together. */
export function shownFields(fields: FieldsByScope, holds: (scope: string) => boolean): Set<string> {
  return new Set(Object.entries(fields).flatMap(([scope, names]) => (holds(scope) ? names : [])))
}
