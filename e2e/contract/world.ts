import { call, json, type Hub } from './hub.ts'
import type { Method } from '#hub/operations.ts'

/** Where a call is aimed: at what the filters of the suite let through, or at its neighbour. */
export type Place = 'inside' | 'outside'

/** The group that `inside` is a member of and `outside` is not; filters `!group=` on users name it. */
export const membersGroup = 'insiders'
/** Groups that calls on groups are aimed at; filters `!group=` on groups name the first. */
export const groupAt = { inside: 'inside-group', outside: 'outside-group' } as const
/** Services without any role, that calls on services are aimed at. */
export const serviceAt = { inside: 'inside-service', outside: 'outside-service' } as const
/** A name that hubs of every version allow. */
export const serverName = 'box'

const segment = encodeURIComponent

/** A call as admin; any status that is not expected throws. */
async function demand(hub: Hub, method: Method, path: string, body?: unknown, also: number[] = []) {
  const answer = await call(hub, hub.admin, method, path, body === undefined ? {} : { body })
  if (answer.status >= 400 && !also.includes(answer.status)) {
    throw new Error(`${method} ${path}: ${answer.status} ${answer.text.slice(0, 300)}`)
  }
  return answer
}

/** The user exists; `inside` is in its group, also after it was deleted in between. */
export async function ensureUser(hub: Hub, user: string): Promise<void> {
  await demand(hub, 'POST', `/users/${segment(user)}`, {}, [409])
  if (user === 'inside') {
    await demand(hub, 'POST', `/groups/${membersGroup}/users`, { users: [user] })
  }
}

export async function ensureNoUser(hub: Hub, user: string): Promise<void> {
  const { status } = await call(hub, hub.admin, 'GET', `/users/${segment(user)}`)
  if (status === 404) return
  await ensureNoServer(hub, user, serverName)
  await demand(hub, 'DELETE', `/users/${segment(user)}`)
}

export async function ensureGroup(hub: Hub, group: string): Promise<void> {
  await demand(hub, 'POST', `/groups/${segment(group)}`, {}, [409])
}

export async function ensureNoGroup(hub: Hub, group: string): Promise<void> {
  await demand(hub, 'DELETE', `/groups/${segment(group)}`, undefined, [404])
}

export function serverPath(user: string, server: string): string {
  return server === ''
    ? `/users/${segment(user)}/server`
    : `/users/${segment(user)}/servers/${segment(server)}`
}

/** The server does not run; a named one is not even known. */
export async function ensureNoServer(hub: Hub, user: string, server: string): Promise<void> {
  await demand(hub, 'DELETE', serverPath(user, server), server === '' ? {} : { remove: true }, [404])
}

/** The named server is known and does not run. */
export async function ensureStoppedServer(hub: Hub, user: string, server: string): Promise<void> {
  await ensureRunningServer(hub, user, server)
  await demand(hub, 'DELETE', serverPath(user, server))
}

export async function ensureRunningServer(hub: Hub, user: string, server: string): Promise<void> {
  await ensureUser(hub, user)
  // 400: it runs already.
  await demand(hub, 'POST', serverPath(user, server), {}, [400])
}

/** A new token of the user; answers with its id. */
export async function makeToken(hub: Hub, user: string): Promise<string> {
  await ensureUser(hub, user)
  const answer = await demand(hub, 'POST', `/users/${segment(user)}/tokens`, { note: 'contract' })
  const made = json(answer)
  if (typeof made !== 'object' || made === null || !('id' in made)) throw new Error('a token without an id')
  return String(made.id)
}

/** What every test finds, whatever others did before. */
export async function prepareWorld(hub: Hub): Promise<void> {
  await ensureGroup(hub, membersGroup)
  await ensureUser(hub, 'inside')
  await ensureUser(hub, 'outside')
  await ensureGroup(hub, groupAt.inside)
  await ensureGroup(hub, groupAt.outside)
}
