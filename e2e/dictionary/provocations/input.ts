import { isSince } from '#hub/versions.ts'
import type { Provocations } from '../provocation.ts'
import { before5, from5, from6 } from './versions.ts'

/** What was sent, whoever sent it. */
export const input = {
  'No such group: physics': [
    { by: 'a group that there is not', provoke: (lab) => lab.api('GET', '/groups/physics') },
  ],
  'No such token': [
    {
      by: 'a token that there is not',
      on: from5,
      says: /^No such token a0 for user ada$/,
      provoke: (lab) => lab.api('GET', '/users/ada/tokens/a0'),
    },
    {
      by: 'a token that there is not, in the words of old hubs',
      on: before5,
      says: /^Token not found None$/,
      provoke: (lab) => lab.api('GET', '/users/ada/tokens/a0'),
    },
  ],
  'ada has no server named gpu': [
    {
      by: 'deleting a server that there is not',
      on: from5,
      says: /^ada has no server named 'gpu'$/,
      provoke: (lab) => lab.api('DELETE', '/users/ada/servers/gpu'),
    },
  ],
  'Deprecated endpoint /hub/api/authorizations/token is removed in JupyterHub 5.0.': [
    {
      by: 'asking for a token as hubs before 2 let one',
      says: /^Deprecated endpoint \/hub\/api\/authorizations\/token is removed in JupyterHub 2\.0\./,
      provoke: (lab) => lab.api('POST', '/authorizations/token', {}),
    },
  ],
  'Invalid JSON in body of request': [
    { by: 'half a body', provoke: (lab) => lab.api('POST', '/users', '{"usernames": [') },
  ],
  'Invalid JSON keys: colour': [
    {
      by: 'a field that there is not',
      says: /^Invalid JSON keys: .*colour/,
      provoke: (lab) => lab.api('POST', '/users/yan', { colour: 1 }),
    },
  ],
  'Invalid JSON data': [
    {
      by: 'a list for an object',
      on: from5,
      says: /^Invalid JSON data: /,
      provoke: (lab) => lab.api('POST', '/users/yan', ['admin']),
    },
  ],
  'Body must be a JSON dict or empty': [
    { by: 'a list for an object', provoke: (lab) => lab.api('POST', '/users/ada/tokens', ['note']) },
  ],
  'user_options must be a JSON object': [
    {
      by: 'a number for options',
      on: from6,
      says: /^user_options must be an object or null$/,
      provoke: (lab) => lab.api('POST', '/users/ada/server', { user_options: 3 }),
    },
  ],
  'admin must be bool, not: str': [
    {
      by: 'a word for a yes',
      on: (version) => isSince(version, '4.0'),
      says: /^user\.admin must be .+, not: /,
      provoke: (lab) => lab.api('POST', '/users/yan', { admin: 'yes' }),
    },
  ],
  'Invalid username: a/b': [
    { by: 'a name with a slash', provoke: (lab) => lab.api('POST', '/users', { usernames: ['a/b'] }) },
  ],
  'Invalid usernames: a/b, c/d': [
    { by: 'names with slashes', provoke: (lab) => lab.api('POST', '/users', { usernames: ['a/b', 'c/d'] }) },
  ],
  'Failed to create user ada: boom': [
    {
      by: 'a name that the authenticator cannot add',
      says: /^Failed to create user unwanted: boom$/,
      provoke: (lab) => lab.api('POST', '/users', { usernames: ['unwanted'] }),
    },
  ],
  'Must specify at least one user to create': [
    { by: 'no names', provoke: (lab) => lab.api('POST', '/users', { usernames: [] }) },
    {
      by: 'no names of groups',
      says: /^Must specify at least one group to create$/,
      on: from5,
      provoke: (lab) => lab.api('POST', '/groups', {}),
    },
  ],
  'Must specify users to delete': [
    {
      by: 'no names of members',
      on: from5,
      provoke: (lab) => lab.api('DELETE', '/groups/staff/users', {}),
    },
  ],
  'No such user: bob': [
    {
      by: 'a member that there is not',
      on: from5,
      says: /^No such user: nobody$/,
      provoke: (lab) => lab.api('POST', '/groups/staff/users', { users: ['nobody'] }),
    },
  ],
  "sort must be 'id', 'name', or 'last_activity'": [
    {
      by: 'an order that there is not',
      on: from5,
      says: /^sort must be 'id', 'name', or 'last_activity', not 'colour'$/,
      provoke: (lab) => lab.api('GET', '/users?sort=colour'),
    },
  ],
  'Unrecognized state filter: x': [
    {
      by: 'a state that there is not',
      says: /^Unrecognized state filter: 'x'$/,
      provoke: (lab) => lab.api('GET', '/users?state=x'),
    },
  ],
  'Invalid argument type, offset and limit must be integers': [
    { by: 'a word for an offset', provoke: (lab) => lab.api('GET', '/users?offset=x') },
  ],
  'Must specify at least one field to modify.': [
    { by: 'nothing to change', on: from6, provoke: (lab) => lab.api('PATCH', '/users/ada/servers/box', {}) },
  ],
  'display_name must be a string': [
    {
      by: 'a number for a name',
      on: from6,
      provoke: (lab) => lab.api('POST', '/users/ada/servers/box', { display_name: 3 }),
    },
  ],
  'Cannot delete yourself!': [
    {
      by: 'an admin’s own token',
      provoke: async (lab) =>
        lab.ask('/hub/api/users/admin', {
          method: 'DELETE',
          headers: { authorization: `token ${await lab.tokenOf('admin')}` },
        }),
    },
  ],
  'Group management via API is disabled': [
    {
      by: 'a group on a hub whose authenticator manages groups',
      on: before5,
      provoke: (lab) => lab.api('POST', '/groups/physics'),
    },
  ],
  'Service dash is not modifiable at runtime': [
    {
      by: 'deleting a service of the configuration',
      on: from5,
      says: /^Service poor is not modifiable at runtime$/,
      provoke: (lab) => lab.api('DELETE', '/services/poor'),
    },
  ],
  'User ada already exists': [
    { by: 'a name that is taken', provoke: (lab) => lab.api('POST', '/users/ada') },
  ],
  'Group physics already exists': [
    {
      by: 'a name that is taken',
      on: from5,
      says: /^Group staff already exists$/,
      provoke: (lab) => lab.api('POST', '/groups/staff'),
    },
  ],
  'All 3 users already exist': [
    {
      by: 'names that are taken',
      says: /^All 2 users already exist$/,
      provoke: (lab) => lab.api('POST', '/users', { usernames: ['ada', 'bob'] }),
    },
  ],
  'ada already has a default server': [
    {
      by: 'making the default server',
      on: from6,
      says: /^User ada already has a default server$/,
      provoke: (lab) => lab.api('PUT', '/users/ada/server', {}),
    },
  ],
} as const satisfies Provocations
