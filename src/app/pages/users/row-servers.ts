import { parseServerKey, type ServerKey } from '#hub/server-key.ts'
import type { User } from '#hub/wire/user.ts'
import { serversOf, type ServerState, serverState } from '../../api/servers.ts'
import { failureReason, type SpawnRecord } from '../../api/spawns/spawn-record.ts'

/** A server in a user's row: one that is not stopped, or one whose last start failed. */
export interface RowServer {
  key: ServerKey
  /** Empty for the default server. */
  name: string
  state: ServerState | 'failed'
  reason?: string | undefined
}

const urgency: Record<RowServer['state'], number> = {
  failed: 0,
  starting: 1,
  stopping: 1,
  pending: 1,
  running: 1,
  ready: 2,
  stopped: 3,
}

/** What a row tells of a user's servers, the most urgent first; `failed` is the last failed start that is known. */
export function rowServers(user: User, failed: SpawnRecord | undefined): RowServer[] {
  const rows: RowServer[] = serversOf(user).map(({ key, server }) => ({
    key,
    name: server.name,
    state: serverState(server),
  }))
  if (failed && !rows.some(({ key }) => key === failed.key)) {
    const name = parseServerKey(failed.key)?.server ?? ''
    rows.push({ key: failed.key, name, state: 'failed', reason: failureReason(failed) })
  }
  return rows.sort((a, b) => urgency[a.state] - urgency[b.state])
}
