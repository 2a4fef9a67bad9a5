import { chooseServer } from '#diagnosis/doctor/ask/choose-server.ts'
import type { ProbeContext, ProgressSource, Unread } from '#diagnosis/doctor/ask/context.ts'
import { driftOf, reachOf, settledRows } from '#diagnosis/doctor/drift.ts'
import type { Drift } from '#diagnosis/doctor/results.ts'
import { activeServers } from '#hub/active-servers.ts'
import { operationPath } from '#hub/paths.ts'
import { serverKey } from '#hub/server-key.ts'
import { usersPageSchema } from '#hub/wire/page.ts'
import { routesSchema } from '#hub/wire/route.ts'
import type { Server } from '#hub/wire/server.ts'
import { servicesSchema } from '#hub/wire/service.ts'
import { type User, userSchema } from '#hub/wire/user.ts'
import { servicePaths } from '../contract.ts'
import { type Access, type Reader, tokenQuestion } from './reader.ts'

/** Users in one answer, and answers that are read: beyond that nothing is judged. */
const pageSize = 100
const mostPages = 200

const wanted = (scopes: string, { right }: Reader): Unread => ({
  unread: `Needs the ${scopes.includes(' ') ? 'scopes' : 'scope'} ${scopes}, which ${right} does not hold.`,
})
const silent: Unread = { unread: 'The hub did not answer as it should.' }

/** The proxy's routes set against the servers and services that this right shows. */
export async function readDrift(reader: Reader): Promise<Drift | Unread> {
  if (reader.may('listRoutes').verdict !== 'allowed') return wanted('proxy', reader)
  const reach = reachOf(reader)
  if (!reach.servers) return wanted('list:users and read:servers', reader)
  try {
    const rows = await settledRows(async () => {
      const servers = await readServers(reader)
      const services = reach.services ? servicesSchema.parse(await reader.read('listServices')) : undefined
      return {
        routes: Object.values(routesSchema.parse(await reader.read('listRoutes'))),
        servers,
        allServers: reach.allServers,
        services: services && Object.values(services),
        allServices: reach.allServices,
      }
    })
    return driftOf(rows)
  } catch {
    return silent
  }
}

/** A server whose progress can be read, with the ways to it. */
export async function findProgress(
  context: ProbeContext,
  reader: Reader,
  access: Access,
): Promise<ProgressSource | Unread> {
  const { me } = reader
  if (!reader.held.has('read:servers')) return wanted('read:servers', reader)
  try {
    const servers =
      reader.may('listUsers').verdict === 'denied' ? await readOwn(reader) : await readServers(reader)
    const chosen = chooseServer(servers, me.name)
    if (!chosen) return { unread: `No server is starting, and ${me.name} has none that is ready.` }
    const { user, server, state } = chosen
    const { origin, prefix, hubUrl } = context.page
    const query = new URLSearchParams({ server: serverKey(user, server) })
    return {
      state,
      hub: `${hubUrl}api${operationPath('watchProgress', { user, server })}`,
      ...(access.kind === 'token'
        ? { question: tokenQuestion(access.token) }
        : { service: `${origin}${prefix}${servicePaths.progress}?${query}` }),
    }
  } catch {
    return silent
  }
}

interface Owned {
  user: User
  server: Server
}

/** All servers that are not stopped, page by page. @throws when the hub answers otherwise, or without an end */
async function readServers({ read }: Reader): Promise<Owned[]> {
  // By name: 4.1.6 and older list a user once for every server.
  const users = new Map<string, User>()
  let offset: number | undefined = 0
  for (let page = 0; offset !== undefined; page += 1) {
    if (page === mostPages) throw new Error('the list of users has no end')
    const query: string = `?state=active&limit=${pageSize}&offset=${offset}`
    const answer = usersPageSchema.parse(await read('listUsers', {}, query))
    for (const user of answer.items) users.set(user.name, user)
    offset = answer._pagination.next?.offset
  }
  return [...users.values()].flatMap(ownedBy)
}

/** @throws when the hub answers otherwise */
async function readOwn({ me, read }: Reader): Promise<Owned[]> {
  return me.kind === 'user' ? ownedBy(userSchema.parse(await read('getUser', { user: me.name }))) : []
}

function ownedBy(user: User): Owned[] {
  return activeServers(user).map((server) => ({ user, server }))
}
