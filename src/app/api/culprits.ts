import { queryOptions } from '@tanstack/react-query'
import { HubFailure } from '#hub/errors.ts'
import type { Server } from '#hub/wire/server.ts'
import { call } from './http.ts'
import { type ListedUsers, listUsers } from './listed-users.ts'
import { usersKey } from './users.ts'

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

/**
 * Who the users are that break a list, which itself does not name them: members of groups that no list shows. Walks all
 * users once in the background.
 */
export function culpritsQuery(holes: readonly number[]) {
  return queryOptions({
    queryKey: [...usersKey, 'culprits', holes],
    queryFn: async ({ signal }): Promise<Culprits> => {
      const { listed, broken } = await walk(signal)
      const missing = (await membersOfGroups(signal)).filter((name) => !listed.has(name))
      const asked = await Promise.all(missing.slice(0, mostAsked).map((name) => look(name, signal)))
      const culprits = asked.filter((each) => each !== undefined)
      return { culprits, unnamed: Math.max(0, broken - culprits.length) }
    },
    enabled: holes.length > 0,
    staleTime: 5 * 60_000,
  })
}

async function walk(signal: AbortSignal) {
  const listed = new Set<string>()
  let broken = 0
  let offset: number | undefined = 0
  while (offset !== undefined) {
    const page: ListedUsers = await listUsers({ offset, limit: pageSize }, { signal, priority: 'background' })
    for (const { name } of page.items) listed.add(name)
    broken += page.holes.length
    offset = page._pagination.next?.offset
  }
  return { listed, broken }
}

/** Nobody, where the token may not list groups: then the culprit has no name here. */
async function membersOfGroups(signal: AbortSignal): Promise<string[]> {
  try {
    const { items } = await call('listGroups', {
      query: { limit: pageSize },
      signal,
      priority: 'background',
    })
    return [...new Set(items.flatMap(({ users }) => users ?? []))]
  } catch (cause) {
    if (cause instanceof HubFailure && cause.detail.tag === 'refused') return []
    throw cause
  }
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
    const broken =
      cause instanceof HubFailure && cause.detail.tag === 'refused' && cause.detail.status === 500
    return broken ? { name, readable: false, servers: [] } : undefined
  }
}
