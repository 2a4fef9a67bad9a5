import { groupFields, serviceFields, shownFields, userFields } from '#hub/scopes/shown-fields.ts'
import { isSince } from '#hub/versions.ts'
import type { Sight } from './authorize.ts'
import { isoTime } from './clock.ts'
import { ownerOf, scopesOfToken, tokenId } from './credentials.ts'
import {
  groupsOf,
  serverRow,
  type GroupRow,
  type ServerRow,
  type ServiceRow,
  type TokenRow,
  type UserRow,
} from './db.ts'
import type { Core } from './core.ts'
import type { JsonObject } from './json.ts'
import { progressPath, serverPath } from './urls.ts'

/** A user as this caller may see them; undefined when nothing may be seen. */
export function userModel(
  core: Core,
  sight: Sight,
  user: UserRow,
  includeStopped: boolean,
): JsonObject | undefined {
  const { db, spawners, version } = core
  const shown = shownFields(userFields, (scope) => sight.user(scope, user))
  const defaultServer = user.servers.get('')
  const model = pick(shown, {
    kind: 'user',
    name: user.name,
    admin: user.admin,
    roles: user.roles,
    groups: groupsOf(db, user),
    server:
      defaultServer && spawners.isReady(user, defaultServer) ? serverPath(core.baseUrl, user.name, '') : null,
    pending: defaultServer ? spawners.pendingOf(user, defaultServer) : null,
    created: isoTime(user.created),
    last_activity: isoTime(user.lastActivity),
    auth_state: null,
    ...(isSince(version, '6.0') ? { user_info: user.userInfo } : {}),
  })
  if (!model) return undefined
  if (includeStopped) serverRow(user, '')
  const servers: JsonObject = {}
  for (const server of user.servers.values()) {
    const listed = includeStopped || spawners.isActive(user, server)
    if (listed && sight.server('read:servers', user, server)) {
      servers[server.name] = serverModel(core, sight, user, server)
    }
  }
  if (shown.has('servers') || Object.keys(servers).length > 0) model['servers'] = servers
  return model
}

/** Source: `server_model` in jupyterhub/apihandlers/base.py. The caller may read the server. */
export function serverModel(core: Core, sight: Sight, user: UserRow, server: ServerRow): JsonObject {
  const { spawners, version, baseUrl } = core
  return {
    name: server.name,
    ...(isSince(version, '6.0') ? { display_name: server.displayName } : {}),
    ...(isSince(version, '5.0') ? { full_name: `${user.name}/${server.name}` } : {}),
    last_activity: isoTime(server.lastActivity),
    started: isoTime(server.started),
    pending: spawners.pendingOf(user, server),
    ready: spawners.isReady(user, server),
    stopped: !spawners.isActive(user, server),
    url: serverPath(baseUrl, user.name, server.name),
    user_options: server.userOptions,
    progress_url: progressPath(baseUrl, user.name, server.name),
    ...(isSince(version, '5.0') ? { full_url: null, full_progress_url: null } : {}),
    ...(sight.server('admin:server_state', user, server) ? { state: server.state } : {}),
  }
}

export function groupModel(core: Core, sight: Sight, group: GroupRow): JsonObject {
  const shown = shownFields(groupFields, (scope) => sight.group(scope, group.name))
  return (
    pick(shown, {
      kind: 'group',
      name: group.name,
      roles: group.roles,
      users: [...group.members].flatMap((id) => core.db.users.get(id)?.name ?? []),
      ...(isSince(core.version, '4.0') ? { properties: group.properties } : {}),
    }) ?? {}
  )
}

export function serviceModel(sight: Sight, service: ServiceRow): JsonObject {
  const shown = shownFields(serviceFields, (scope) => sight.service(scope, service.name))
  const { name, roles, admin, url, prefix, command, pid, info, display } = service
  return pick(shown, { kind: 'service', name, roles, admin, url, prefix, command, pid, info, display }) ?? {}
}

export function tokenModel(core: Core, token: TokenRow): JsonObject {
  const owner = ownerOf(core.db, token)
  return {
    ...(owner ? { [owner.kind]: owner.row.name } : {}),
    id: tokenId(token),
    kind: 'api_token',
    roles: [],
    scopes: scopesOfToken(core.db, token, core.version),
    created: isoTime(token.created),
    last_activity: isoTime(token.lastActivity),
    expires_at: isoTime(token.expiresAt),
    note: token.note,
    session_id: token.sessionId,
    oauth_client: token.clientDescription,
  }
}

function pick(shown: ReadonlySet<string>, model: JsonObject): JsonObject | undefined {
  const entries = Object.entries(model).filter(([field]) => shown.has(field))
  return entries.length > 0 ? Object.fromEntries(entries) : undefined
}
