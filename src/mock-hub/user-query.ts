import { parseScopes } from '#hub/scopes/parse.ts'
import { isSince } from '#hub/versions.ts'
import type { Core } from './core.ts'
import { groupsOf, type Database, type UserRow } from './db.ts'
import { pythonRepr } from './json.ts'
import { Refusal } from './refusal.ts'

/** One page of a user list, before fields are taken away. */
export interface UserRows {
  users: UserRow[]
  total: number
}

/** Filters, sorts and cuts as `UserListAPIHandler.get` does, its oddities included. */
export function queryUsers(
  core: Core,
  scopes: readonly string[],
  query: URLSearchParams,
  page: { offset: number; limit: number },
): UserRows {
  const { db, spawners, version } = core
  const state = query.get('state')
  if (state && !['active', 'ready', 'inactive'].includes(state)) {
    throw new Refusal(400, `Unrecognized state filter: ${pythonRepr(state)}`)
  }
  // Up to 4.x `sort` is ignored, and the rows of `state=active` are servers: pages and totals count those.
  const sorts = isSince(version, '5.0')
  const order = sortBy(sorts ? query.get('sort') : null)
  const isListed = nameTest(query.get('name_filter') ?? '')
  const inScope = scopeTest(db, scopes)
  const serversOf = (user: UserRow) => [...user.servers.values()].filter((server) => server.target !== null)
  const rows = [...db.users.values()]
    .filter((user) => inScope(user) && isListed(user.name))
    .sort(order)
    .flatMap((user) => {
      if (!state) return [user]
      const active = serversOf(user)
      if (state === 'inactive') return active.length === 0 ? [user] : []
      return sorts ? (active.length > 0 ? [user] : []) : active.map(() => user)
    })
  const cut = new Set(rows.slice(page.offset, page.offset + page.limit))
  // Only memory knows who is ready, so this comes after the page was cut, and the total stays that of active users.
  const users = [...cut].filter(
    (user) => state !== 'ready' || serversOf(user).some((server) => spawners.isReady(user, server)),
  )
  return { users, total: rows.length }
}

function scopeTest(db: Database, scopes: readonly string[]): (user: UserRow) => boolean {
  const extent = parseScopes(scopes).get('list:users')
  if (!extent || extent === 'all') return () => true
  const [users, groups] = [extent.get('user'), extent.get('group')]
  if ([...extent.keys()].some((kind) => kind !== 'user' && kind !== 'group')) throw new Refusal(403)
  return (user) =>
    (users?.has(user.name) ?? false) ||
    (groups !== undefined && groupsOf(db, user).some((group) => groups.has(group)))
}

/** SQL's `ILIKE '%…%'`: `%` and `_` are wildcards, and case counts only beyond ASCII, as in SQLite. */
function nameTest(filter: string): (name: string) => boolean {
  if (filter === '') return () => true
  const lower = (text: string) => text.replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase())
  const source = lower(filter)
    .replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
    .replaceAll('%', '.*')
    .replaceAll('_', '.')
  const pattern = new RegExp(source, 'su')
  return (name) => pattern.test(lower(name))
}

function sortBy(sort: string | null): (a: UserRow, b: UserRow) => number {
  const wish = sort ?? 'id'
  const sign = wish.startsWith('-') ? -1 : 1
  switch (wish.replace(/^-/, '')) {
    case 'id':
      return (a, b) => sign * (a.id - b.id)
    case 'name':
      return (a, b) => sign * compare(a.name, b.name)
    case 'last_activity':
      // Never active counts as longest ago, in both directions.
      return (a, b) => sign * compare(a.lastActivity ?? -1, b.lastActivity ?? -1)
    default:
      throw new Refusal(400, `sort must be 'id', 'name', or 'last_activity', not ${pythonRepr(wish)}`)
  }
}

function compare<T extends string | number>(a: T, b: T): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}
