import { parseScopes } from '#hub/scopes/parse.ts'
import { isSince } from '#hub/versions.ts'
import { empty, json } from '../answers.ts'
import { groupBody, names } from '../bodies.ts'
import type { Core } from '../core.ts'
import { findUser, type GroupRow } from '../db.ts'
import { type Call, type Endpoint, endpoint } from '../endpoint.ts'
import { isObject } from '../json.ts'
import { groupModel } from '../models.ts'
import { pageModel, pageRequest } from '../pages.ts'
import { Refusal } from '../refusal.ts'

const readsGroup = ['read:groups', 'read:groups:name', 'read:roles:groups']

/** `/groups` and what is below. Source: jupyterhub/apihandlers/groups.py. */
export function groupEndpoints(core: Core): Endpoint[] {
  const { db } = core
  const edits = { anyOf: ['groups'], about: 'group' } as const
  const groupOf = (call: Call): GroupRow => {
    const name = call.param('group')
    const group = db.groups.get(name)
    if (!group) throw new Refusal(404, `No such group: ${name}`)
    return group
  }
  return [
    endpoint(
      core,
      'GET',
      '/groups',
      { anyOf: ['list:groups'], about: 'list' },
      ({ request, caller, sight }) => {
        const extent = parseScopes(caller.scopes).get('list:groups')
        const isFiltered = extent !== undefined && extent !== 'all'
        if (isFiltered && [...extent.keys()].some((kind) => kind !== 'group')) throw new Refusal(403)
        const all = [...db.groups.values()]
        const listed = isFiltered ? all.filter((group) => extent.get('group')?.has(group.name)) : all
        const page = pageRequest(request, core.limits)
        const shown = listed.slice(page.offset, page.offset + page.limit)
        const items = shown.map((group) => groupModel(core, sight, group))
        return json(pageModel(request, page, items, listed.length))
      },
    ),

    endpoint(core, 'POST', '/groups', { anyOf: ['admin:groups'], about: 'hub' }, async (call) => {
      const body = await call.body()
      if (!isObject(body) || !Array.isArray(body['groups']) || body['groups'].length === 0) {
        throw new Refusal(400, 'Must specify at least one group to create')
      }
      const { groups, ...rest } = body
      const { users } = groupBody(rest)
      // One after the other: what was made before a name that exists stays.
      const created = names(groups).map((name) => create(name, users))
      return json(
        created.map((group) => groupModel(core, call.sight, group)),
        201,
      )
    }),

    endpoint(core, 'GET', '/groups/:group', { anyOf: readsGroup, about: 'group' }, (call) =>
      json(groupModel(core, call.sight, groupOf(call))),
    ),

    endpoint(core, 'POST', '/groups/:group', { anyOf: ['admin:groups'], about: 'group' }, async (call) => {
      const body = (await call.body()) ?? {}
      return json(groupModel(core, call.sight, create(call.param('group'), groupBody(body)['users'])), 201)
    }),

    endpoint(core, 'DELETE', '/groups/:group', { anyOf: ['delete:groups'], about: 'group' }, (call) => {
      db.groups.delete(groupOf(call).name)
      return empty(204)
    }),

    endpoint(core, 'POST', '/groups/:group/users', edits, async (call) => {
      const group = groupOf(call)
      for (const id of members(await call.body(), 'add')) group.members.add(id)
      return json(groupModel(core, call.sight, group))
    }),

    endpoint(core, 'DELETE', '/groups/:group/users', edits, async (call) => {
      const group = groupOf(call)
      for (const id of members(await call.body(), 'delete')) group.members.delete(id)
      return json(groupModel(core, call.sight, group))
    }),

    ...(isSince(core.version, '4.0')
      ? [
          endpoint(core, 'PUT', '/groups/:group/properties', edits, async (call) => {
            const group = groupOf(call)
            const body = await call.body()
            if (!isObject(body)) throw new Refusal(400, 'Must specify properties')
            group.properties = body
            return json(groupModel(core, call.sight, group))
          }),
        ]
      : []),
  ]

  function create(name: string, users: unknown): GroupRow {
    if (db.groups.has(name)) throw new Refusal(409, `Group ${name} already exists`)
    const group: GroupRow = { name, roles: [], members: new Set(userIds(users)), properties: {} }
    db.groups.set(name, group)
    return group
  }

  function members(body: unknown, verb: string): number[] {
    const { users } = groupBody(body)
    if (users === undefined) throw new Refusal(400, `Must specify users to ${verb}`)
    return userIds(users)
  }

  function userIds(users: unknown): number[] {
    return names(users ?? []).map((wish) => {
      const name = wish.toLowerCase()
      const user = findUser(db, name)
      if (!user) throw new Refusal(400, `No such user: ${name}`)
      return user.id
    })
  }
}
