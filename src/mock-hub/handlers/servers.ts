import { isSince } from '#hub/versions.ts'
import { empty, json } from '../answers.ts'
import type { Core } from '../core.ts'
import { findUser, serverRow, type ServerRow, type UserRow } from '../db.ts'
import { type Call, type Endpoint, endpoint } from '../endpoint.ts'
import { isObject, isTruthy, pythonRepr } from '../json.ts'
import { serverModel } from '../models.ts'
import { Refusal } from '../refusal.ts'
import { checkDisplayName, checkServerName, serverWish } from '../server-body.ts'
import { logName } from '../spawners.ts'
import { existing } from './users.ts'

/** `/users/{user}/server` and `/users/{user}/servers/{server}`. Source: `UserServerAPIHandler`. */
export function serverEndpoints(core: Core): Endpoint[] {
  return ['/users/:user/server', '/users/:user/servers', '/users/:user/servers/:server'].flatMap((path) =>
    endpointsAt(core, path),
  )
}

function endpointsAt(core: Core, path: string): Endpoint[] {
  const { db, spawners, version } = core
  const starts = { anyOf: [isSince(version, '6.0') ? 'start:servers' : 'servers'], about: 'server' } as const
  const userOf = (call: Call) => existing(findUser(db, call.param('user')))

  const always = [
    endpoint(core, 'POST', path, starts, async (call) => {
      const user = userOf(call)
      const name = call.param('server')
      const wish = serverWish(await call.body(), version)
      if (name !== '') checkNew(core, user, name, wish.displayName || name)
      const server = serverRow(user, name, wish.displayName || name)
      if (wish.displayName && spawners.pendingOf(user, server) === null) server.displayName = wish.displayName
      return empty(await spawners.start(user, server, wish.userOptions))
    }),

    endpoint(core, 'DELETE', path, { anyOf: ['delete:servers'], about: 'server' }, async (call) => {
      const user = userOf(call)
      const name = call.param('server')
      const body = await call.body()
      const remove = isObject(body) && body['remove'] === true
      if (name === '' && remove) throw new Refusal(400, 'Cannot delete the default server')
      const server =
        name === ''
          ? serverRow(user, '')
          : existing(user.servers.get(name), `${user.name} has no server named '${name}'`)
      const removal = remove ? () => void user.servers.delete(name) : undefined
      return empty(await spawners.stop(user, server, removal))
    }),
  ]
  if (!isSince(version, '6.0')) return always

  return [
    ...always,
    endpoint(core, 'GET', path, { anyOf: ['read:servers'], about: 'server' }, (call) => {
      const user = userOf(call)
      return json(serverModel(core, call.sight, user, rowOf(user, call.param('server'))))
    }),

    endpoint(core, 'PUT', path, starts, async (call) => {
      const user = userOf(call)
      const name = call.param('server')
      if (name === '') throw new Refusal(409, `User ${user.name} already has a default server`)
      if (user.servers.has(name)) throw new Refusal(409, `User ${user.name} already has server ${name}`)
      const wish = serverWish(await call.body(), version)
      checkNew(core, user, name, wish.displayName || name)
      const server = serverRow(user, name, wish.displayName || name)
      server.userOptions = wish.userOptions ?? {}
      return json(serverModel(core, call.sight, user, server), 201)
    }),

    endpoint(core, 'PATCH', path, starts, async (call) => {
      const user = userOf(call)
      const name = call.param('server')
      const body = await call.body()
      if (!isTruthy(body)) throw new Refusal(400, 'Must specify at least one field to modify.')
      // The hub's own bug: what it cannot take breaks it.
      if (!isObject(body)) throw new Refusal(500)
      const keys = Object.keys(body)
      if (keys.some((key) => !['name', 'display_name', 'user_options'].includes(key))) throw new Refusal(500)
      const { name: newName, display_name: displayName, user_options: options } = body
      if (typeof newName === 'string' && !user.servers.has(newName)) {
        checkNew(core, user, newName, typeof displayName === 'string' ? displayName : newName)
      }
      const server =
        name === ''
          ? serverRow(user, '')
          : existing(user.servers.get(name), `User ${user.name} has no such server ${pythonRepr(name)}`)
      if (spawners.isActive(user, server)) {
        throw new Refusal(400, `${logName(user, server)} is active. Please stop it before modifying it.`)
      }
      if (typeof newName === 'string') rename(user, server, newName)
      if ('user_options' in body) {
        if (!isObject(options)) throw new Refusal(400, 'user_options must be a dict')
        server.userOptions = options
      }
      if (displayName !== undefined && typeof displayName !== 'string') {
        throw new Refusal(400, 'display_name must be a string')
      }
      if (displayName) server.displayName = displayName
      return json(serverModel(core, call.sight, user, server))
    }),
  ]
}

/** The default server always exists; a named one when it was created. */
function rowOf(user: UserRow, name: string): ServerRow {
  return name === '' ? serverRow(user, '') : existing(user.servers.get(name))
}

/** Source: `_check_named_server_request` in jupyterhub/handlers/base.py. */
function checkNew({ limits, version }: Core, user: UserRow, name: string, displayName: string): void {
  if (user.servers.has(name)) return
  const limit = limits.namedServerLimitPerUser
  const named = [...user.servers.keys()].filter((key) => key !== '').length
  if (limit > 0 && named >= limit) {
    throw new Refusal(
      400,
      `User ${user.name} already has the maximum of ${limit} named servers.` +
        '  One must be deleted before a new server can be created',
    )
  }
  if (!isSince(version, '6.0')) return
  checkServerName(name)
  checkDisplayName(displayName)
}

function rename(user: UserRow, server: ServerRow, name: string): void {
  if (user.servers.has(name))
    throw new Refusal(409, `User ${user.name} already has server ${pythonRepr(name)}`)
  user.servers.delete(server.name)
  server.name = name
  user.servers.set(name, server)
}
