import type { Server } from './wire/server.ts'
import type { User } from './wire/user.ts'

/** The user's servers that are not stopped; none when the token does not show servers. */
export function activeServers({ servers = {} }: Pick<User, 'servers'>): Server[] {
  return Object.values(servers).filter(
    (server) => server.ready || server.pending !== null || server.stopped === false,
  )
}
