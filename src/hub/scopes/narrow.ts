import type { Group } from '../wire/group.ts'
import type { Server } from '../wire/server.ts'
import type { Service } from '../wire/service.ts'
import type { User } from '../wire/user.ts'
import { showsField } from './fields.ts'
import type { HeldScopes } from './parse.ts'
import { type FieldsByScope, groupFields, serviceFields, shownFields, userFields } from './shown-fields.ts'
import type { AimedTarget } from './target.ts'

/**
 * What a token with these scopes would be shown of a user whom another token was shown; undefined when nothing. Only
 * leaves out. Where a group decides and the model does not say which groups the user is in, it is left out too.
 */
export function narrowUser(user: User, held: HeldScopes): User | undefined {
  const userGroups = user.groups
  const shown = fieldsFor(userFields, held, { kind: 'user', user: user.name, userGroups })
  const servers = Object.entries(user.servers ?? {}).flatMap(([name, server]) => {
    const target = { kind: 'server', user: user.name, server: name, userGroups } as const
    return showsField(held.get('read:servers'), target) ? [[name, narrowServer(server, held, target)]] : []
  })
  if (!shown.has('name')) return undefined
  const { servers: _servers, ...rest } = pick(user, shown)
  if (user.servers === undefined || !(shown.has('servers') || servers.length > 0)) return rest
  return { ...rest, servers: Object.fromEntries(servers) }
}

/** A server that the token may read, without its spawner's state unless that is shown too. */
export function narrowServer(server: Server, held: HeldScopes, target: AimedTarget): Server {
  if (showsField(held.get('admin:server_state'), target)) return server
  const { state: _state, ...rest } = server
  return rest
}

/** What a token with these scopes would be shown of a group; undefined when nothing. */
export function narrowGroup(group: Group, held: HeldScopes): Group | undefined {
  const shown = fieldsFor(groupFields, held, { kind: 'group', group: group.name })
  return shown.has('name') ? pick(group, shown) : undefined
}

/** What a token with these scopes would be shown of a service; undefined when nothing. */
export function narrowService(service: Service, held: HeldScopes): Service | undefined {
  const shown = fieldsFor(serviceFields, held, { kind: 'service', service: service.name })
  return shown.has('name') ? pick(service, shown) : undefined
}

function fieldsFor(fields: FieldsByScope, held: HeldScopes, target: AimedTarget): Set<string> {
  return shownFields(fields, (scope) => showsField(held.get(scope), target) === true)
}

function pick<Model extends { name: string }>(model: Model, shown: ReadonlySet<string>): Model {
  const entries = Object.entries(model).filter(([field]) => shown.has(field))
  return { ...Object.fromEntries(entries), name: model.name } as Model
}
