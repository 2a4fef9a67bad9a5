import { useQuery } from '@tanstack/react-query'
import { keyOf } from '#diagnosis/doctor/finding.ts'
import { usePermissions } from '../api/permissions.ts'
import { useRouteCheck } from '../api/route-check.ts'
import { activeServersQuery, type OwnedServer } from '../api/servers.ts'
import { userCountQuery } from '../api/users.ts'
import { endOf } from '../doctor/doctor-store.ts'
import { useMutes } from '../doctor/mutes.ts'
import { useDoctor } from '../doctor/use-doctor.ts'
import { useSightings } from '../doctor/use-sightings.ts'
import { useRefusedCount } from '../inspector/dock/use-inspect.ts'
import { Badge } from './Badge.tsx'

/** No query is sent for a figure that the token may not see. */
export function UsersBadge() {
  const enabled = usePermissions().may('listUsers').verdict !== 'denied'
  const { data } = useQuery({ ...userCountQuery(), enabled })
  return data === undefined ? null : <Badge count={data} of="in all" />
}

function useActiveServers(): readonly OwnedServer[] | undefined {
  const { held, may } = usePermissions()
  const enabled = held.has('read:servers') && may('listUsers').verdict !== 'denied'
  const { data } = useQuery({ ...activeServersQuery, enabled })
  return data?.hidden ? undefined : data?.servers
}

export function ServersBadge() {
  const servers = useActiveServers()
  return servers && <Badge count={servers.length} of="active" />
}

export function SpawnsBadge() {
  const pending = useActiveServers()?.filter(({ server }) => server.pending !== null)
  return pending && <Badge count={pending.length} tone="hot" of="pending" />
}

export function RoutesBadge() {
  const { data } = useRouteCheck(60_000)
  const missing = data?.filter(({ state }) => state === 'missing')
  return missing && <Badge count={missing.length} tone="bad" of="missing" />
}

export function InspectorBadge() {
  return <Badge count={useRefusedCount()} tone="bad" of="refused" />
}

/** Findings that are not muted; before the first run, what the page's own requests show. */
export function DoctorBadge() {
  const { outcome } = useDoctor()
  const sightings = useSightings(outcome && endOf(outcome))
  const muted = new Set(useMutes().map(keyOf))
  const findings = outcome?.examination.findings.filter((each) => !muted.has(keyOf(each))) ?? []
  const bad = findings.some(({ severity }) => severity === 'error')
  if (findings.length > 0)
    return (
      <Badge
        count={findings.length}
        tone={bad ? 'bad' : 'hot'}
        of={findings.length === 1 ? 'finding' : 'findings'}
      />
    )
  return <Badge count={sightings.length} tone="hot" of="seen, not yet checked" />
}
