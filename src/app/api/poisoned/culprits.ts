import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { HubFailure } from '#hub/errors.ts'
import type { Server } from '#hub/wire/server.ts'
import { call } from '../http.ts'
import { isBroken, type ListedUsers, listUsers } from './listed-users.ts'
import { hasPart, spellName } from './spell-name.ts'
import { usersKey } from '../users.ts'

/** Somebody who makes the hub fail on every list that holds them. */
export interface Culprit {
  name: string
  /** Whether the hub can still read this user alone: until it is started again, it remembers. */
  readable: boolean
  /** Whose options it cannot read back, where it shows them. */
  servers: readonly Server[]
}

interface Culprits {
  culprits: readonly Culprit[]
  /** How many more there are than have a name here. */
  unnamed: number
}

/** What the hub takes for packed bytes when it reads options back. Source: `JSONDict._object_hook` in jupyterhub/orm.py. */
const mark = '__jupyterhub_bytes__'

const pageSize = 200
const mostAsked = 10

interface Ways {
  /** Whether the token may list groups: a member that no list of users shows is a culprit. */
  groups: boolean
  /** Whether to find names out letter by letter, which takes some hundred requests. */
  spell: boolean
}

/**
 * Who the users are that break a list, which itself does not name them. Walks all users once in the background.
 */
export function culpritsQuery(holes: readonly number[], ways: Ways) {
  return queryOptions({
    queryKey: [...usersKey, 'culprits', holes, ways],
    queryFn: async ({ signal }): Promise<Culprits> => {
      const all = await walk(signal)
      const broken = all.filter((name) => name === undefined).length
      const names = [
        ...(ways.groups ? await missingMembers(all, signal) : []),
        ...(ways.spell ? await spelled(all, signal) : []),
      ]
      const asked = await Promise.all(
        [...new Set(names)].slice(0, mostAsked).map((name) => look(name, signal)),
      )
      const culprits = asked.filter((each) => each !== undefined)
      return { culprits, unnamed: Math.max(0, broken - culprits.length) }
    },
    enabled: holes.length > 0,
    placeholderData: keepPreviousData,
    staleTime: 5 * 60_000,
  })
}

/** The names of all users in the list's order; undefined where a user breaks it. */
async function walk(signal: AbortSignal): Promise<(string | undefined)[]> {
  const all: (string | undefined)[] = []
  let offset: number | undefined = 0
  while (offset !== undefined) {
    const page: ListedUsers = await listUsers({ offset, limit: pageSize }, { signal, priority: 'background' })
    const names = page.items.map(({ name }) => name)
    for (const hole of page.holes) all[hole] = undefined
    for (let place = offset; names.length > 0; place += 1) {
      if (!page.holes.includes(place)) all[place] = names.shift()
    }
    offset = page._pagination.next?.offset
  }
  return all
}

async function missingMembers(all: readonly (string | undefined)[], signal: AbortSignal): Promise<string[]> {
  const { items } = await call('listGroups', {
    query: { limit: pageSize },
    signal,
    priority: 'background',
  })
  return items.flatMap(({ users }) => users ?? []).filter((name) => !all.includes(name))
}

/** The filtered list breaks at the place of the culprit, behind all before it that fit, when the culprit fits too. */
async function spelled(all: readonly (string | undefined)[], signal: AbortSignal): Promise<string[]> {
  const names: string[] = []
  for (const [place, known] of all.entries()) {
    if (known !== undefined || names.length >= mostAsked) continue
    const before = all.slice(0, place).filter((name) => name !== undefined)
    const name = await spellName(async (part) => {
      const offset = [...before, ...names].filter((each) => hasPart(each, part)).length
      const query = { name_filter: part, offset, limit: 1 }
      // The visitor has asked for it and waits.
      return call('listUsers', { query, signal, priority: 'page' }).then(
        () => false,
        (failure: unknown) => {
          if (isBroken(failure)) return true
          throw failure
        },
      )
    })
    if (name !== undefined) names.push(name)
  }
  return names
}

async function look(name: string, signal: AbortSignal): Promise<Culprit | undefined> {
  try {
    const user = await call('getUser', {
      params: { user: name },
      query: { include_stopped_servers: 1 },
      signal,
      priority: 'background',
    })
    const servers = Object.values(user.servers ?? {}).filter(
      ({ user_options: options }) => options !== null && options !== undefined && mark in options,
    )
    return servers.length > 0 ? { name, readable: true, servers } : undefined
  } catch (cause) {
    if (isBroken(cause)) return { name, readable: false, servers: [] }
    // A member of a group whom the token may not see is nobody who breaks the list.
    if (cause instanceof HubFailure && cause.detail.tag === 'refused') return undefined
    throw cause
  }
}
