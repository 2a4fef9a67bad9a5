import type { HubVersion } from '../versions.ts'
import { isSince, type Since } from '../versions.ts'

interface Definition {
  since?: Since
  children?: readonly string[]
}

/**
 * Every scope the hub defines, with its direct subscopes. 40 names in 3.1.1 and 4.1.6, 47 in 5.5.4, 48 in 6.1.1.
 * Source: `scope_definitions` in jupyterhub/scopes.py.
 */
const definitions: ReadonlyMap<string, Definition> = new Map(
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

/** True when a hub of this version defines the scope `base` (without filter). */
export function isDefined(base: string, version: HubVersion): boolean {
  const definition = definitions.get(base)
  return definition !== undefined && (!definition.since || isSince(version, definition.since))
}

/** Every scope name a hub of this version defines. */
export function scopeNames(version: HubVersion): string[] {
  return [...definitions.keys()].filter((base) => isDefined(base, version))
}

/** The base and all scopes below it, in a hub of this version; just the base when it is not known. */
export function withSubscopes(base: string, version: HubVersion): string[] {
  const found = new Set<string>([base])
  // A Set grows while it is walked, so this reaches every level.
  for (const name of found) {
    for (const child of definitions.get(name)?.children ?? []) {
      if (isDefined(child, version)) found.add(child)
    }
  }
  return [...found]
}

/** The scopes that hold this one directly, in a hub of this version. */
export function parentsOf(base: string, version: HubVersion): string[] {
  return scopeNames(version).filter((name) => definitions.get(name)?.children?.includes(base))
}

/** Every scope that holds this one, the nearest first. */
export function superscopesOf(base: string, version: HubVersion): string[] {
  const found = new Set(parentsOf(base, version))
  for (const name of found) {
    for (const parent of parentsOf(name, version)) found.add(parent)
  }
  return [...found]
}
