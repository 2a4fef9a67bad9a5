import { demand, type HubClient } from '#stack/hub-client.ts'
import { waitFor } from '#stack/wait.ts'
import { serversOf } from './spawn.ts'

/** Starts the server of `admin`, a real one. A start that takes longer than ten seconds is answered before it is over. */
export async function startRealServer(call: HubClient): Promise<void> {
  await demand(call, 'POST', '/users/admin/server', {})
  const isReady = async () => {
    const servers = await serversOf(call, 'admin')
    return servers['']?.ready || undefined
  }
  await waitFor('A server of admin', isReady, { timeout: 60_000 })
}
