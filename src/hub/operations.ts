import type * as z from 'zod/mini'
import type { HubVersion } from './versions.ts'
import { isSince, type Since } from './versions.ts'
import { groupSchema } from './wire/group.ts'
import { infoSchema, nothingSchema, versionSchema } from './wire/hub.ts'
import { groupsPageSchema, usersPageSchema } from './wire/page.ts'
import { routesSchema } from './wire/route.ts'
import { serverSchema } from './wire/server.ts'
import { serviceSchema, servicesSchema } from './wire/service.ts'
import { newTokenSchema, tokenSchema, tokensSchema } from './wire/token.ts'
import { identitySchema, userSchema } from './wire/user.ts'
import * as zod from 'zod/mini'

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/**
 * What a scope's filter is matched against. `list`: the answer is filtered instead; `none`: the operation is about the
 * whole hub; `any-credential`: a token without scopes will do; `public`: no token needed.
 */
export type TargetKind =
  | 'public'
  | 'any-credential'
  | 'none'
  | 'list'
  | 'user'
  | 'server'
  | 'group'
  | 'service'

export interface Operation {
  method: Method
  /** Under `/hub/api`; every `{name}` is one percent-encoded segment. */
  path: string
  /** The path for the default server, whose name is empty: an empty last segment does not survive every proxy. */
  defaultPath?: string
  /** Any one suffices, in the order in which the hub's refusal lists them. */
  scopes: readonly string[]
  /** Older hubs' scopes, where they differ: below `before`, `scopes` hold. */
  scopesBefore?: { before: Since; scopes: readonly string[] }
  target: TargetKind
  since: Since
  answer: z.ZodMiniType
  /** The answer is an event stream; `answer` is not used. */
  stream?: true
  /** In plain words, for lists of requests: "list users". */
  label: string
}

const readUser = [
  'read:users',
  'read:users:name',
  'read:servers',
  'read:users:groups',
  'read:users:activity',
  'read:roles:users',
] as const

const startsServer = {
  scopes: ['start:servers'],
  scopesBefore: { before: '6.0', scopes: ['servers'] },
  target: 'server',
} as const

const server = { path: '/users/{user}/servers/{server}', defaultPath: '/users/{user}/server' } as const

/**
 * Every operation of the hub's REST API that Hubscope performs, and the only ones its relay lets pass. Left out on
 * purpose: `PATCH /proxy` (points the hub at another proxy), `admin:services` (as strong as admin), deprecated ones.
 * Source: the `@needs_scope` decorators under jupyterhub/apihandlers; proved by the contract suite.
 */
export const operations = {
  getVersion: {
    method: 'GET',
    path: '/',
    scopes: [],
    target: 'public',
    since: '2.0',
    answer: versionSchema,
    label: 'ask for the version',
  },
  getInfo: {
    method: 'GET',
    path: '/info',
    scopes: ['read:hub'],
    target: 'none',
    since: '2.0',
    answer: infoSchema,
    label: 'read hub info',
  },
  whoAmI: {
    method: 'GET',
    path: '/user',
    scopes: [],
    target: 'any-credential',
    since: '2.0',
    answer: identitySchema,
    label: 'ask who I am',
  },

  listUsers: {
    method: 'GET',
    path: '/users',
    scopes: ['list:users'],
    target: 'list',
    since: '2.0',
    answer: usersPageSchema,
    label: 'list users',
  },
  createUsers: {
    method: 'POST',
    path: '/users',
    scopes: ['admin:users'],
    target: 'none',
    since: '2.0',
    answer: zod.array(userSchema),
    label: 'create users',
  },
  getUser: {
    method: 'GET',
    path: '/users/{user}',
    scopes: readUser,
    target: 'user',
    since: '2.0',
    answer: userSchema,
    label: 'read a user',
  },
  createUser: {
    method: 'POST',
    path: '/users/{user}',
    scopes: ['admin:users'],
    target: 'user',
    since: '2.0',
    answer: userSchema,
    label: 'create a user',
  },
  updateUser: {
    method: 'PATCH',
    path: '/users/{user}',
    scopes: ['admin:users'],
    target: 'user',
    since: '2.0',
    answer: userSchema,
    label: 'change a user',
  },
  deleteUser: {
    method: 'DELETE',
    path: '/users/{user}',
    scopes: ['delete:users'],
    target: 'user',
    since: '2.0',
    answer: nothingSchema,
    label: 'delete a user',
  },

  getServer: {
    method: 'GET',
    ...server,
    scopes: ['read:servers'],
    target: 'server',
    since: '6.0',
    answer: serverSchema,
    label: 'read a server',
  },
  createServer: {
    method: 'PUT',
    ...server,
    scopes: ['start:servers'],
    target: 'server',
    since: '6.0',
    answer: serverSchema,
    label: 'create a server',
  },
  updateServer: {
    method: 'PATCH',
    ...server,
    scopes: ['start:servers'],
    target: 'server',
    since: '6.0',
    answer: serverSchema,
    label: 'change a server',
  },
  startServer: {
    method: 'POST',
    ...server,
    ...startsServer,
    since: '2.0',
    answer: nothingSchema,
    label: 'start a server',
  },
  stopServer: {
    method: 'DELETE',
    ...server,
    scopes: ['delete:servers'],
    target: 'server',
    since: '2.0',
    answer: nothingSchema,
    label: 'stop a server',
  },
  watchProgress: {
    method: 'GET',
    path: `${server.path}/progress`,
    defaultPath: `${server.defaultPath}/progress`,
    scopes: ['read:servers'],
    target: 'server',
    since: '2.0',
    answer: nothingSchema,
    stream: true,
    label: 'watch a spawn',
  },

  listTokens: {
    method: 'GET',
    path: '/users/{user}/tokens',
    scopes: ['read:tokens'],
    target: 'user',
    since: '2.0',
    answer: tokensSchema,
    label: 'list tokens',
  },
  getToken: {
    method: 'GET',
    path: '/users/{user}/tokens/{token}',
    scopes: ['read:tokens'],
    target: 'user',
    since: '2.0',
    answer: tokenSchema,
    label: 'read a token',
  },
  createToken: {
    method: 'POST',
    path: '/users/{user}/tokens',
    scopes: ['tokens'],
    target: 'user',
    since: '2.0',
    answer: newTokenSchema,
    label: 'create a token',
  },
  revokeToken: {
    method: 'DELETE',
    path: '/users/{user}/tokens/{token}',
    scopes: ['tokens'],
    target: 'user',
    since: '2.0',
    answer: nothingSchema,
    label: 'revoke a token',
  },

  listGroups: {
    method: 'GET',
    path: '/groups',
    scopes: ['list:groups'],
    target: 'list',
    since: '2.0',
    answer: groupsPageSchema,
    label: 'list groups',
  },
  createGroups: {
    method: 'POST',
    path: '/groups',
    scopes: ['admin:groups'],
    target: 'none',
    since: '2.0',
    answer: zod.array(groupSchema),
    label: 'create groups',
  },
  getGroup: {
    method: 'GET',
    path: '/groups/{group}',
    scopes: ['read:groups', 'read:groups:name', 'read:roles:groups'],
    target: 'group',
    since: '2.0',
    answer: groupSchema,
    label: 'read a group',
  },
  createGroup: {
    method: 'POST',
    path: '/groups/{group}',
    scopes: ['admin:groups'],
    target: 'group',
    since: '2.0',
    answer: groupSchema,
    label: 'create a group',
  },
  deleteGroup: {
    method: 'DELETE',
    path: '/groups/{group}',
    scopes: ['delete:groups'],
    target: 'group',
    since: '2.0',
    answer: nothingSchema,
    label: 'delete a group',
  },
  addGroupUsers: {
    method: 'POST',
    path: '/groups/{group}/users',
    scopes: ['groups'],
    target: 'group',
    since: '2.0',
    answer: groupSchema,
    label: 'add users to a group',
  },
  removeGroupUsers: {
    method: 'DELETE',
    path: '/groups/{group}/users',
    scopes: ['groups'],
    target: 'group',
    since: '2.0',
    answer: groupSchema,
    label: 'remove users from a group',
  },
  setGroupProperties: {
    method: 'PUT',
    path: '/groups/{group}/properties',
    scopes: ['groups'],
    target: 'group',
    since: '4.0',
    answer: groupSchema,
    label: 'set group properties',
  },

  listServices: {
    method: 'GET',
    path: '/services',
    scopes: ['list:services'],
    target: 'list',
    since: '2.0',
    answer: servicesSchema,
    label: 'list services',
  },
  getService: {
    method: 'GET',
    path: '/services/{service}',
    scopes: ['read:services', 'read:services:name', 'read:roles:services'],
    target: 'service',
    since: '2.0',
    answer: serviceSchema,
    label: 'read a service',
  },

  listRoutes: {
    method: 'GET',
    path: '/proxy',
    scopes: ['proxy'],
    target: 'none',
    since: '2.0',
    answer: routesSchema,
    label: 'list routes',
  },
  checkRoutes: {
    method: 'POST',
    path: '/proxy',
    scopes: ['proxy'],
    target: 'none',
    since: '2.0',
    answer: nothingSchema,
    label: 're-check routes',
  },
} as const satisfies Record<string, Operation>

export type OperationId = keyof typeof operations

/** What the operation answers when it succeeds, after parsing. */
export type Answer<Id extends OperationId> = z.infer<(typeof operations)[Id]['answer']>

/** The table's row under its general type, for code that walks the table. */
export function operationOf(id: OperationId): Operation {
  return operations[id]
}

/** The scopes any one of which the hub of this version asks for. */
export function requiredScopes(id: OperationId, version: HubVersion): readonly string[] {
  const operation = operationOf(id)
  const older = operation.scopesBefore
  return older && !isSince(version, older.before) ? older.scopes : operation.scopes
}
