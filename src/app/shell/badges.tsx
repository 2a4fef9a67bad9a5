import { useQuery } from '@tanstack/react-query'
import { usePermissions } from '../api/permissions.ts'
import { activeServersQuery } from '../api/servers.ts'
import { userCountQuery } from '../api/users.ts'
import { useRefusedCount } from '../inspector/use-inspect.ts'
import { Badge } from './Badge.tsx'

/** Whether the token may list users at all; the queries behind the badges are not sent otherwise. */
function useMayListUsers(): boolean {
  return usePermissions().may('listUsers').verdict !== 'denied'
}

export function UsersBadge() {
  const { data } = useQuery({ ...userCountQuery(), enabled: useMayListUsers() })
  return data === undefined ? null : <Badge count={data} of="in all" />
}

export function ServersBadge() {
  const { data } = useQuery({ ...activeServersQuery, enabled: useMayListUsers() })
  return data === undefined || data.hidden ? null : <Badge count={data.servers.length} of="active" />
}

export function SpawnsBadge() {
  const { data } = useQuery({ ...activeServersQuery, enabled: useMayListUsers() })
  const pending = data?.servers.filter(({ server }) => server.pending !== null).length ?? 0
  return <Badge count={pending} tone="hot" of="pending" />
}

export function InspectorBadge() {
  return <Badge count={useRefusedCount()} tone="bad" of="refused" />
}
