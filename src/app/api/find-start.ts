import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { chooseServer } from '#diagnosis/doctor/ask/choose-server.ts'
import type { ProgressSource } from '#diagnosis/doctor/ask/context.ts'
import { operationPath } from '#hub/paths.ts'
import { serverKey } from '#hub/server-key.ts'
import { servicePaths } from '#server/contract.ts'
import { serviceUrl } from '../base.ts'
import { type Permissions, usePermissions } from './permissions.ts'
import { activeServersQuery, type OwnedServer, serversOf } from './servers.ts'
import { directApiUrl } from './twins.ts'
import { userQuery } from './users.ts'

/**
 * Finds a server that is starting, the visitor's own before others, else one of the visitor's own that is ready, and the
 * ways to its progress: at the hub, where the browser would send the hub's cookie, and through the service.
 */
export function useFindStart(): () => Promise<ProgressSource | undefined> {
  const permissions = usePermissions()
  const client = useQueryClient()
  return async () => {
    const { session, held } = permissions
    if (!held.has('read:servers')) return undefined
    const chosen = chooseServer(await serversNow(client, permissions), session.identity.name)
    if (!chosen) return undefined
    const { user, server, state } = chosen
    const api = directApiUrl(session.hubUrl)
    const query = new URLSearchParams({ server: serverKey(user, server) })
    return {
      state,
      ...(api === undefined ? {} : { hub: api + operationPath('watchProgress', { user, server }) }),
      service: serviceUrl(servicePaths.progress, query),
    }
  }
}

/** Of all users, or of the visitor alone where no other is shown. What cannot be read holds no server. */
async function serversNow(client: QueryClient, { session, may }: Permissions): Promise<OwnedServer[]> {
  try {
    if (may('listUsers').verdict !== 'denied') {
      return (await client.fetchQuery({ ...activeServersQuery, staleTime: 0 })).servers
    }
    return serversOf(await client.fetchQuery({ ...userQuery(session.identity.name), staleTime: 0 }))
  } catch {
    return []
  }
}
