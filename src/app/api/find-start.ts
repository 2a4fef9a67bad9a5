import { useQueryClient } from '@tanstack/react-query'
import { operationPath } from '#hub/paths.ts'
import { usePermissions } from './permissions.ts'
import { activeServersQuery } from './servers.ts'
import { directApiUrl } from './twins.ts'

/**
 * Finds a server that is starting, the visitor's own before others, and gives the address of its progress on the hub;
 * undefined when none starts, or the browser would not send the hub's cookie there.
 */
export function useFindStart(): () => Promise<string | undefined> {
  const { session, may } = usePermissions()
  const client = useQueryClient()
  return async () => {
    const api = directApiUrl(session.hubUrl)
    if (api === undefined || may('listUsers').verdict === 'denied') return undefined
    const active = await client.fetchQuery({ ...activeServersQuery, staleTime: 0 }).catch(() => undefined)
    const starting = active?.servers.filter(({ server }) => server.pending === 'spawn') ?? []
    const chosen = starting.find(({ user }) => user.name === session.identity.name) ?? starting[0]
    return (
      chosen && api + operationPath('watchProgress', { user: chosen.user.name, server: chosen.server.name })
    )
  }
}
