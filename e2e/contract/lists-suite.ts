import { describe, expect, test } from 'vitest'
import * as z from 'zod/mini'
import { isSince, type HubVersion } from '#hub/versions.ts'
import { groupsPageSchema, paginationType, usersPageSchema } from '#hub/wire/page.ts'
import { servicesSchema } from '#hub/wire/service.ts'
import { attemptWith, messageOf, parsed } from './attempt.ts'
import { listGrants } from './grants.ts'
import { call, json, tokenOf, type Hub } from './hub.ts'
import { groupAt, serviceAt } from './world.ts'

const paged = { headers: { accept: `${paginationType}, application/json` } }

function namesOf(list: unknown): string[] {
  const page = z.safeParse(z.union([usersPageSchema, groupsPageSchema]), list)
  return page.success ? page.data.items.map(({ name }) => name) : Object.keys(z.parse(servicesSchema, list))
}

export function tryLists(version: HubVersion, hub: () => Hub): void {
  const users = async (query: string) => {
    const answer = await call(hub(), hub().admin, 'GET', `/users?${query}`, paged)
    return z.parse(usersPageSchema, json(answer))
  }

  describe('lists', () => {
    test.each(listGrants)('$grant lists $names', async ({ id, grant, names }) => {
      const answer = await attemptWith(hub(), id, grant)
      expect(namesOf(parsed(id, answer))).toEqual(names)
    })

    test('list:users with a server filter is refused without the list of scopes', async () => {
      const answer = await attemptWith(hub(), 'listUsers', 'list:users!server=inside/box')
      expect(answer.status).toBe(403)
      expect(messageOf(answer)).toBe(isSince(version, '6.0') ? null : 'Forbidden')
    })

    test('users come in pages, and the hub says where the next one begins', async () => {
      const first = await users('limit=1')
      expect(first.items).toHaveLength(1)
      expect(first._pagination.next).toMatchObject({ offset: 1, limit: 1 })
      const all = await users('')
      expect(all._pagination).toMatchObject({ offset: 0, limit: 50, total: all.items.length, next: null })
    })

    test('a page larger than the hub allows is cut to 200', async () => {
      expect((await users('limit=500'))._pagination.limit).toBe(200)
    })

    test('users come as a bare array when pages are not asked for', async () => {
      const answer = await call(hub(), hub().admin, 'GET', '/users')
      expect(json(answer)).toBeInstanceOf(Array)
    })

    test('services are an object keyed by name, also when pages are asked for', async () => {
      const answer = await call(hub(), hub().admin, 'GET', '/services?limit=1', paged)
      const services = z.parse(servicesSchema, json(answer))
      expect(Object.keys(services)).toEqual(expect.arrayContaining(Object.values(serviceAt)))
    })

    test('routes take another form when pages are asked for', async () => {
      const routes = json(await call(hub(), hub().admin, 'GET', '/proxy', paged))
      expect(routes).toHaveProperty('_pagination')
      expect(json(await call(hub(), hub().admin, 'GET', '/proxy'))).not.toHaveProperty('_pagination')
    })

    test('a name filter is a part of the name in any case, with % and _ as wildcards', async () => {
      expect(namesOf(await users('name_filter=NSID'))).toEqual(['inside'])
      expect(namesOf(await users('name_filter=i_s_de'))).toEqual(['inside'])
      expect(namesOf(await users('name_filter=o%25s_de'))).toEqual(['outside'])
    })

    test('users are sorted by name from 5.0 on; older hubs ignore the wish', async () => {
      const names = namesOf(await users('name_filter=side&sort=-name'))
      expect(names.toSorted()).toEqual(['inside', 'outside'])
      if (isSince(version, '5.0')) expect(names).toEqual(['outside', 'inside'])
    })

    if (isSince(version, '5.0')) {
      test('a sort that the hub does not know is refused with 400', async () => {
        const answer = await call(hub(), hub().admin, 'GET', '/users?sort=created', paged)
        expect(answer.status).toBe(400)
        expect(messageOf(answer)).toMatch(/sort must be/)
      })
    }

    test('groups come in pages, in which every member is named', async () => {
      const answer = await call(hub(), tokenOf('read:groups'), 'GET', `/groups/${groupAt.inside}`)
      expect(json(answer)).toHaveProperty('users')
      const page = await call(hub(), hub().admin, 'GET', '/groups?limit=1', paged)
      expect(z.parse(groupsPageSchema, json(page))._pagination.next).toMatchObject({ offset: 1 })
    })
  })
}
