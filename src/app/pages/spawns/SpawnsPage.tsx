import { useQuery } from '@tanstack/react-query'
import { useEffect, useMemo } from 'react'
import { parseServerKey, type ServerKey, serverKey } from '#hub/server-key.ts'
import { usePermissions } from '../../api/permissions.ts'
import { recentlyStoppedQuery } from '../../api/spawns/recently-stopped.ts'
import { activeServersQuery } from '../../api/servers.ts'
import { useSeenSpawns } from '../../api/spawns/seen-spawns.ts'
import { isOver } from '../../api/spawns/spawn-record.ts'
import { spawnStore, spawnWatcher, useSpawns } from '../../api/spawns/spawn-watch.ts'
import { EmptyState } from '../../components/EmptyState.tsx'
import { FailureNotice } from '../../components/FailureNotice.tsx'
import { HiddenState } from '../../components/HiddenState.tsx'
import { PageBody } from '../../components/PageBody.tsx'
import { PageHeader } from '../../components/PageHeader.tsx'
import { StaleNotice } from '../../components/StaleNotice.tsx'
import { useSearch } from '../../components/use-search.ts'
import { Button } from '../../ui/Button.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { useClock } from '../../ui/use-clock.ts'
import { summaryOf } from './lane-words.ts'
import { axisOf, median, orderLanes } from './lanes.ts'
import { Lanes } from './Lanes.tsx'
import { SpawnPanel } from './SpawnPanel.tsx'
import { StreamNotice } from './StreamNotice.tsx'
import { useOutcomeWords } from './use-outcome-words.ts'

/** Servers that start, as it happens, and how the latest starts ended. */
export function Page() {
  const { held } = usePermissions()
  if (held.has('read:servers')) return <SpawnsOfToken />
  return (
    <>
      <PageHeader title="Spawns" />
      <PageBody>
        <HiddenState what="how servers start" scopes={['read:servers']} operation="watchProgress" />
      </PageBody>
    </>
  )
}

function SpawnsOfToken() {
  const { may, version } = usePermissions()
  const mayList = may('listUsers').verdict !== 'denied'
  const active = useQuery({ ...activeServersQuery, enabled: mayList })
  const stopped = useQuery({ ...recentlyStoppedQuery(version), enabled: mayList })
  useEffect(() => {
    if (stopped.data) spawnWatcher.ask(stopped.data)
  }, [stopped.data])

  const { records: all, durations, stream, skew } = useSpawns()
  const records = useSeenSpawns(all, [
    ...(active.data?.servers ?? []).map(({ key }) => key),
    ...(stopped.data ?? []).map(({ key }) => key),
  ])
  const lanes = useMemo(() => orderLanes(records.values()), [records])
  const moving = lanes.some((record) => !isOver(record))
  const step = moving ? 1_000 : 30_000
  const now = useClock((now) => Math.floor(now / step) * step) - skew
  const usual = median(durations)
  const [selected, select] = useSelection()
  const words = useOutcomeWords(lanes)
  const finished = lanes.some(isOver)

  return (
    <>
      <PageHeader
        title="Spawns"
        sub={summaryOf(lanes, usual, now)}
        actions={
          <Button
            title="What has ended stays for 1 h in this tab"
            onClick={() => spawnStore.clear()}
            disabledReason={finished ? undefined : 'Nothing has ended in the last hour.'}
          >
            Clear finished
          </Button>
        }
      />
      <StaleNotice query={active} />
      <StreamNotice stream={stream} />
      <div className="flex min-h-0 flex-1 flex-col">
        <div className="relative min-h-24 overflow-auto px-5 pb-2 max-wide:px-4">
          {lanes.length > 0 ? (
            <Lanes
              records={lanes}
              axis={axisOf(lanes, usual, now)}
              usual={usual}
              now={now}
              selected={selected}
            />
          ) : active.error && !active.data ? (
            <FailureNotice error={active.error} onRetry={() => void active.refetch()} />
          ) : mayList && active.isPending ? (
            <Skeleton className="h-12 w-full" />
          ) : (
            <EmptyState title="No server is starting.">
              A start shows up here as soon as the hub knows of it, and stays for an hour after it has ended.
            </EmptyState>
          )}
        </div>
        {selected && (
          <SpawnPanel
            key={selected}
            serverKey={selected}
            record={records.get(selected)}
            onClose={() => select(undefined)}
          />
        )}
      </div>
      <output aria-live="polite" className="sr-only">
        {words}
      </output>
    </>
  )
}

/** The lane whose log is open: `?server=alice/`. */
function useSelection(): [ServerKey | undefined, (key: ServerKey | undefined) => void] {
  const [search, setSearch] = useSearch()
  const name = parseServerKey(search.get('server') ?? '')
  const select = (key: ServerKey | undefined) =>
    setSearch(
      (current) => {
        const next = new URLSearchParams(current)
        if (key) next.set('server', key)
        else next.delete('server')
        return next
      },
      { replace: true },
    )
  return [name && serverKey(name.user, name.server), select]
}
