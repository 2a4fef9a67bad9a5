import type { Since } from '../versions.ts'

export interface Definition {
  since?: Since
  children?: readonly string[]
}

/**
 * Every scope the hub defines, with its direct subscopes. 40 names in 3.1.1 and 4.1.6, 47 in 5.5.4, 48 in 6.1.1.
 * Source: `scope_definitions` in jupyterhub/scopes.py.
 */
export const definitions: ReadonlyMap<string, Definition> = new Map(
  Object.entries<Definition>({
    '(no_scope)': {},
    self: {},
    inherit: {},
    'admin-ui': {},
    'admin:users': { children: ['admin:auth_state', 'users', 'read:roles:users', 'delete:users'] },
    'admin:auth_state': {},
    users: { children: ['read:users', 'list:users', 'users:activity'] },
    'delete:users': {},
    'list:users': { children: ['read:users:name'] },
    'read:users': { children: ['read:users:name', 'read:users:groups', 'read:users:activity'] },
    'read:users:name': {},
    'read:users:groups': {},
    'read:users:activity': {},
    'read:roles': { children: ['read:roles:users', 'read:roles:services', 'read:roles:groups'] },
    'read:roles:users': {},
    'read:roles:services': {},
    'read:roles:groups': {},
    'users:activity': { children: ['read:users:activity'] },
    'admin:servers': { children: ['admin:server_state', 'servers'] },
    'admin:server_state': {},
    servers: { children: ['read:servers', 'start:servers', 'delete:servers'] },
    'read:servers': { children: ['read:users:name'] },
    'start:servers': { since: '6.0' },
    'delete:servers': {},
    tokens: { children: ['read:tokens'] },
    'read:tokens': {},
    'admin:groups': { children: ['groups', 'read:roles:groups', 'delete:groups'] },
    groups: { children: ['read:groups', 'list:groups'] },
    'list:groups': { children: ['read:groups:name'] },
    'read:groups': { children: ['read:groups:name'] },
    'read:groups:name': {},
    'delete:groups': {},
    'admin:services': { since: '5.0', children: ['list:services', 'read:services', 'read:roles:services'] },
    'list:services': { children: ['read:services:name'] },
    'read:services': { children: ['read:services:name'] },
    'read:services:name': {},
    'read:hub': {},
    'access:servers': {},
    'access:services': {},
    'users:shares': { since: '5.0', children: ['read:users:shares'] },
    'read:users:shares': { since: '5.0' },
    'groups:shares': { since: '5.0', children: ['read:groups:shares'] },
    'read:groups:shares': { since: '5.0' },
    'read:shares': { since: '5.0' },
    shares: { since: '5.0', children: ['access:servers', 'read:shares', 'users:shares', 'groups:shares'] },
    proxy: {},
    shutdown: {},
    'read:metrics': {},
  }),
)
