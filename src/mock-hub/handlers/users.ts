import { type HubVersion, isSince } from '#hub/versions.ts'
import { empty, json } from '../answers.ts'
import { names, userBody } from '../bodies.ts'
import type { Core } from '../core.ts'
import type { Caller } from '../credentials.ts'
import { addUser, findUser, serverRow, setAdmin, type UserRow } from '../db.ts'
import { type Endpoint, endpoint } from '../endpoint.ts'
import { isPoisoned } from '../faults.ts'
import { isObject, pythonRepr } from '../json.ts'
import { userModel } from '../models.ts'
import { pageModel, pageRequest } from '../pages.ts'
import { Refusal } from '../refusal.ts'
import { queryUsers } from '../user-query.ts'
import { includeStopped } from './identity.ts'

const readsUser = [
  'read:users',
  'read:users:name',
  'read:servers',
  'read:users:groups',
  'read:users:activity',
  'read:roles:users',
]

/** `/users` and `/users/{user}`. Source: jupyterhub/apihandlers/users.py. */
export function userEndpoints(core: Core): Endpoint[] {
  const { db, clock, version } = core
  const administers = { anyOf: ['admin:users'], about: 'user' } as const
  return [
    endpoint(core, 'GET', '/users', { anyOf: ['list:users'], about: 'list' }, (call) => {
      const page = pageRequest(call.request, core.limits)
      const { users, total } = queryUsers(core, call.caller.scopes, call.query, page)
      if (isPoisoned(core, users)) throw new Refusal(500)
      const stopped = includeStopped(call.query)
      const items = users.flatMap((user) => userModel(core, call.sight, user, stopped) ?? [])
      return json(pageModel(call.request, page, items, total))
    }),

    endpoint(core, 'POST', '/users', { anyOf: ['admin:users'], about: 'hub' }, async (call) => {
      const body = await call.body()
      const wanted = isObject(body) ? names(body['usernames']) : []
      if (!isObject(body) || wanted.length === 0) {
        throw new Refusal(400, 'Must specify at least one user to create')
      }
      const { usernames: _, ...rest } = body
      const admin = userBody(rest)['admin'] === true
      if (admin) onlyAdminsGrant(call.caller)
      const normalized = wanted.map((name) => name.toLowerCase())
      const invalid = normalized.filter((name) => !isValidUserName(name, version))
      if (invalid.length > 0) {
        throw new Refusal(400, `Invalid username${invalid.length > 1 ? 's' : ''}: ${invalid.join(', ')}`)
      }
      const missing = [...new Set(normalized)].filter((name) => !findUser(db, name))
      if (missing.length === 0) throw new Refusal(409, `All ${wanted.length} users already exist`)
      const created = missing.map((name) => addUser(db, name, clock.now(), admin))
      return json(
        created.map((user) => userModel(core, call.sight, user, false) ?? {}),
        201,
      )
    }),

    endpoint(core, 'GET', '/users/:user', { anyOf: readsUser, about: 'user' }, (call) => {
      const user = existing(findUser(db, call.param('user')))
      const model = userModel(core, call.sight, user, includeStopped(call.query)) ?? {}
      if ('auth_state' in model) model['auth_state'] = user.authState
      return json(model)
    }),

    endpoint(core, 'POST', '/users/:user', administers, async (call) => {
      const name = call.param('user')
      const body = await call.body()
      if (findUser(db, name)) throw new Refusal(409, `User ${name} already exists`)
      const admin = body !== null && userBody(body)['admin'] === true
      if (admin) onlyAdminsGrant(call.caller)
      if (!isValidUserName(name, version)) throw new Refusal(400, `Failed to create user: ${name}`)
      return json(userModel(core, call.sight, addUser(db, name, clock.now(), admin), false) ?? {}, 201)
    }),

    endpoint(core, 'PATCH', '/users/:user', administers, async (call) => {
      const user = existing(findUser(db, call.param('user')))
      const body = userBody(await call.body())
      const name = typeof body['name'] === 'string' ? body['name'] : user.name
      const newName = name === user.name ? undefined : renamed(name)
      if (!call.caller.principal.row.admin) {
        if (user.admin) throw new Refusal(403, 'Only admins can modify other admins')
        if (body['admin'] === true) throw new Refusal(403, 'Only admins can grant admin permissions')
      }
      // These pass the hub's check of keys, and then break it.
      if ('auth_state' in body || 'groups' in body || 'roles' in body) throw new Refusal(500)
      if (newName !== undefined) user.name = newName
      if (typeof body['admin'] === 'boolean') {
        setAdmin(user, body['admin'])
      }
      return json({ ...userModel(core, call.sight, user, false), auth_state: user.authState })
    }),

    endpoint(core, 'DELETE', '/users/:user', { anyOf: ['delete:users'], about: 'user' }, async (call) => {
      const user = existing(findUser(db, call.param('user')))
      if (user.name === call.caller.principal.row.name) throw new Refusal(400, 'Cannot delete yourself!')
      const own = serverRow(user, '')
      const stopping = `${user.name}'s server is in the process of stopping, please wait.`
      if (core.spawners.pendingOf(user, own) === 'stop') throw new Refusal(400, stopping)
      if (core.spawners.isReady(user, own) && (await core.spawners.stop(user, own)) === 202) {
        throw new Refusal(400, stopping)
      }
      // The hub stops the default server only, and trips over any other that is active.
      if ([...user.servers.values()].some((server) => core.spawners.isActive(user, server))) {
        throw new Refusal(500)
      }
      forget(user)
      return empty(204)
    }),
  ]

  /** Names were neither lowered nor checked here before 5.5.3; of the 5.x the mock plays 5.5.4 only. */
  function renamed(wish: string): string {
    const isStrict = isSince(version, '5.0')
    const name = isStrict ? wish.toLowerCase() : wish
    if (isStrict && !isValidUserName(name, version))
      throw new Refusal(400, `Invalid username: ${isSince(version, '6.0') ? pythonRepr(name) : name}`)
    if (findUser(db, name)) throw new Refusal(400, `User ${name} already exists, username must be unique`)
    return name
  }

  function onlyAdminsGrant(caller: Caller): void {
    // From 4.1.6 on, and from 5.1 on; 3.x lets everybody do it who holds the scope.
    if (isSince(version, '4.1') && !caller.principal.row.admin) {
      throw new Refusal(403, 'Only admins can grant admin permissions')
    }
  }

  function forget(user: UserRow): void {
    db.users.delete(user.id)
    for (const group of db.groups.values()) group.members.delete(user.id)
    for (const token of db.tokens.values()) {
      if (token.owner.kind === 'user' && token.owner.id === user.id) db.tokens.delete(token.id)
    }
  }
}

/** The row, or a bare 404. */
export function existing<Row>(row: Row | undefined, message: string | null = null): Row {
  if (row === undefined) throw new Refusal(404, message)
  return row
}

/** Source: `Authenticator.validate_username`. Names of dots alone were allowed before 5.5.3. */
function isValidUserName(name: string, version: HubVersion): boolean {
  if (isSince(version, '5.0') && /^\.+$/.test(name)) return false
  return name !== '' && !name.includes('/') && name === name.trim()
}
