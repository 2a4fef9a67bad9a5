import type { Server } from '#hub/wire/server.ts'
import type { ProgressSource } from './context.ts'

interface Owned {
  user: { name: string }
  server: Server
}

/**
 * The server whose progress tells most: one that is starting, the asker's own before others, else one of the asker's own
 * that is ready. Undefined when there is neither.
 */
export function chooseServer(
  servers: readonly Owned[],
  me: string,
): { user: string; server: string; state: ProgressSource['state'] } | undefined {
  const starting = servers.filter(({ server }) => server.pending === 'spawn')
  const own = servers.filter(({ user }) => user.name === me)
  const ready = own.find(({ server }) => server.ready && server.pending === null)
  const chosen = starting.find(({ user }) => user.name === me) ?? starting[0] ?? ready
  if (!chosen) return undefined
  const { user, server } = chosen
  return { user: user.name, server: server.name, state: chosen === ready ? 'ready' : 'starting' }
}
