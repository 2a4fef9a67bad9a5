import { operationOf, type OperationId } from '#hub/operations.ts'
import { type Field, fieldScopes, scopesShowing } from './api/user-fields.ts'
import { pages } from './shell/pages.ts'

/** Something a part of the page cannot do without: an operation, or what shows a field in its answers. */
export type Need =
  | { kind: 'operation'; operation: OperationId }
  | { kind: 'field'; of: 'user' | 'server' | 'group' | 'service'; anyOf: readonly string[] }

/** A page, a column or fact, or a button, and all that it needs. */
export interface Feature {
  page: string
  part: 'page' | 'column' | 'button'
  label: string
  needs: readonly Need[]
}

const operation = (id: OperationId): Need => ({ kind: 'operation', operation: id })
const field = (of: 'user' | 'server' | 'group' | 'service', ...anyOf: string[]): Need => ({
  kind: 'field',
  of,
  anyOf,
})
const userField = (name: Field): Need => ({ kind: 'field', of: 'user', anyOf: scopesShowing(name) })

const userColumns: Readonly<Record<Field, string>> = {
  servers: 'Servers',
  groups: 'Groups',
  last_activity: 'Last activity',
  created: 'Created',
  roles: 'Roles, in the panel',
}

const readsServers = [operation('listUsers'), field('server', fieldScopes.servers)]

const ofPages: readonly Feature[] = pages.map(({ title, operation: id, also = [] }) => ({
  page: title,
  part: 'page',
  label: `The page ${title}`,
  needs: [operation(id), ...also.map((scope) => field('server', scope))],
}))

const ofParts: readonly Feature[] = [
  ...(Object.keys(fieldScopes) as Field[]).map((name): Feature => ({
    page: 'Users',
    part: 'column',
    label: userColumns[name],
    needs: [operation('listUsers'), userField(name)],
  })),
  { page: 'Users', part: 'column', label: 'The panel of one user', needs: [operation('getUser')] },
  { page: 'Users', part: 'button', label: 'Start a server', needs: [operation('startServer')] },
  {
    page: 'Users',
    part: 'button',
    label: 'Stop, cancel or delete a server',
    needs: [operation('stopServer')],
  },
  {
    page: 'Users',
    part: 'column',
    label: 'The user who breaks a list, found through groups',
    needs: [operation('listGroups')],
  },
  {
    page: 'Users',
    part: 'button',
    label: 'Delete the user who breaks a list',
    needs: [operation('deleteUser')],
  },
  {
    page: 'Servers',
    part: 'button',
    label: 'Stop, cancel or delete a server',
    needs: [operation('stopServer')],
  },
  { page: 'Spawns', part: 'column', label: 'Progress of a start', needs: [operation('watchProgress')] },
  { page: 'Spawns', part: 'column', label: 'Starts that failed lately', needs: readsServers },
  { page: 'Spawns', part: 'button', label: 'Start again', needs: [operation('startServer')] },
  {
    page: 'Routes',
    part: 'column',
    label: 'Servers without a route',
    needs: [operation('listRoutes'), ...readsServers],
  },
  {
    page: 'Routes',
    part: 'column',
    label: 'Services without a route',
    needs: [operation('listRoutes'), operation('listServices'), field('service', 'read:services')],
  },
  { page: 'Routes', part: 'button', label: 'Re-check', needs: [operation('checkRoutes')] },
  {
    page: 'Scopes',
    part: 'column',
    label: 'Can they: roles of a user',
    needs: [operation('getUser'), userField('roles')],
  },
  {
    page: 'Scopes',
    part: 'column',
    label: 'Can they: roles of a service',
    needs: [operation('getService'), field('service', 'read:roles:services')],
  },
  {
    page: 'Scopes',
    part: 'column',
    label: 'Can they: roles of a group',
    needs: [operation('getGroup'), field('group', 'read:roles:groups')],
  },
  { page: 'Scopes', part: 'column', label: 'Token check: when it ends', needs: [operation('getToken')] },
]

/**
 * Every page, column and button of Hubscope with what it needs, in the order of the navigation. A test holds the
 * operations to those that the pages name.
 */
export const features: readonly Feature[] = [
  ...new Set([...pages.map(({ title }) => title), 'Scopes']),
].flatMap((title) => [...ofPages, ...ofParts].filter(({ page }) => page === title))

/** Whether an operation is aimed at one user, server, group or service, so that filters can reach it. */
export function isAimed(id: OperationId): boolean {
  return ['user', 'server', 'group', 'service'].includes(operationOf(id).target)
}
