import type { JsonObject } from './json.ts'

/** What the hub keeps in its database, in plain maps. Times are milliseconds since the epoch. */
export interface Database {
  users: Map<number, UserRow>
  groups: Map<string, GroupRow>
  roles: Map<string, RoleRow>
  services: Map<string, ServiceRow>
  tokens: Map<number, TokenRow>
  routes: Map<string, RouteRow>
  nextId: number
}

export interface UserRow {
  id: number
  name: string
  admin: boolean
  roles: string[]
  created: number
  lastActivity: number | null
  authState: JsonObject | null
  userInfo: JsonObject | null
  /** By name; `""` is the default server. */
  servers: Map<string, ServerRow>
}

export interface ServerRow {
  name: string
  displayName: string
  started: number | null
  lastActivity: number | null
  /** Null until its first start. */
  userOptions: JsonObject | null
  /** What the spawner wants to keep; null until its first start. */
  state: JsonObject | null
  /** Where it listens, e.g. `http://127.0.0.1:40001`; null while there is nothing, not even a pending spawn. */
  target: string | null
}

export interface GroupRow {
  name: string
  roles: string[]
  members: Set<number>
  properties: JsonObject
}

export interface RoleRow {
  name: string
  /** Raw, as a configuration file has them. */
  scopes: string[]
}

export interface ServiceRow {
  name: string
  admin: boolean
  roles: string[]
  url: string
  prefix: string
  command: string[]
  pid: number
  info: JsonObject
  display: boolean
  /** `oauth_client_allowed_scopes`, raw. */
  oauthClientAllowedScopes: string[]
}

export interface TokenRow {
  id: number
  value: string
  owner: { kind: 'user'; id: number } | { kind: 'service'; name: string }
  /** Raw; `inherit` means all that the owner holds. */
  scopes: string[]
  /** `jupyterhub` for tokens made through the API or the token page. */
  clientId: string
  clientDescription: string
  note: string
  sessionId: string | null
  created: number
  lastActivity: number | null
  expiresAt: number | null
}

export interface RouteRow {
  routespec: string
  target: string
  data: { hub?: true; user?: string; server_name?: string; service?: string }
  lastActivity: number
}

export function emptyDatabase(): Database {
  return {
    users: new Map(),
    groups: new Map(),
    roles: new Map(),
    services: new Map(),
    tokens: new Map(),
    routes: new Map(),
    nextId: 1,
  }
}

export function newId(db: Database): number {
  const id = db.nextId
  db.nextId += 1
  return id
}

export function findUser(db: Database, name: string): UserRow | undefined {
  for (const user of db.users.values()) if (user.name === name) return user
  return undefined
}

/** Names of the groups a user is in, in the order in which the groups were made. */
export function groupsOf(db: Database, user: UserRow): string[] {
  return [...db.groups.values()].filter((group) => group.members.has(user.id)).map((group) => group.name)
}

/** Adds a user with the default role; `admin` also gets the role of that name. */
export function addUser(db: Database, name: string, created: number, admin = false): UserRow {
  const user: UserRow = {
    id: newId(db),
    name,
    admin: false,
    roles: ['user'],
    created,
    lastActivity: null,
    authState: null,
    userInfo: null,
    servers: new Map(),
  }
  setAdmin(user, admin)
  db.users.set(user.id, user)
  return user
}

/** Makes a user an admin or takes that away; all other roles stay. */
export function setAdmin(user: UserRow, admin: boolean): void {
  user.admin = admin
  user.roles = user.roles.filter((role) => role !== 'admin')
  if (admin) user.roles.push('admin')
}

/** The server's row, made when it is missing, as the hub does on first sight of a server. */
export function serverRow(user: UserRow, name: string, displayName = name): ServerRow {
  const found = user.servers.get(name)
  if (found) return found
  const row: ServerRow = {
    name,
    displayName,
    started: null,
    lastActivity: null,
    userOptions: null,
    state: null,
    target: null,
  }
  user.servers.set(name, row)
  return row
}
