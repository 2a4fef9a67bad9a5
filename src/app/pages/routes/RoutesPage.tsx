import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { usePermissions } from '../../api/permissions.ts'
import { useRouteCheck } from '../../api/route-check.ts'
import { activeServersQuery } from '../../api/servers.ts'
import { EmptyState } from '../../components/EmptyState.tsx'
import { FailureNotice } from '../../components/FailureNotice.tsx'
import { HiddenState } from '../../components/HiddenState.tsx'
import { PageBar } from '../../components/PageBar.tsx'
import { PageBody } from '../../components/PageBody.tsx'
import { PageHeader } from '../../components/PageHeader.tsx'
import { ReachPanel } from '../../components/reach/ReachPanel.tsx'
import { Recheck } from '../../components/reach/Recheck.tsx'
import { SweepButton } from '../../components/reach/SweepButton.tsx'
import { SweepOutcome } from '../../components/reach/SweepOutcome.tsx'
import { useServerInUrl } from '../../components/reach/use-server-in-url.ts'
import { StaleNotice } from '../../components/StaleNotice.tsx'
import { useSearch } from '../../components/use-search.ts'
import { Button } from '../../ui/Button.tsx'
import { SearchField } from '../../ui/SearchField.tsx'
import { Select } from '../../ui/Select.tsx'
import { RoutesTable } from './RoutesTable.tsx'
import { filterRoutes, isFiltered, parseView, summaryOf, type View, writeView } from './routes-view.ts'

/** The proxy's table, joined with the servers and services it should lead to. */
export function Page() {
  const decision = usePermissions().may('listRoutes')
  if (decision.verdict !== 'denied') return <Routes />
  return (
    <>
      <PageHeader title="Routes" />
      <PageBody>
        <HiddenState what="the proxy’s routes" scopes={decision.scopes} operation="listRoutes">
          The hub has one scope for seeing the routes and for changing the proxy.
        </HiddenState>
      </PageBody>
    </>
  )
}

/** Undefined where the token shows none. */
function useShownServers() {
  const { held, may } = usePermissions()
  const enabled = held.has('read:servers') && may('listUsers').verdict !== 'denied'
  const { data } = useQuery({ ...activeServersQuery, enabled })
  return data?.hidden ? undefined : data?.servers
}

const shows: readonly { value: View['show']; label: string }[] = [
  { value: 'all', label: 'All' },
  { value: 'wrong', label: 'Missing and stale' },
  { value: 'servers', label: 'Servers' },
  { value: 'services', label: 'Services' },
]

function Routes() {
  const [search, setSearch] = useSearch()
  const view = useMemo(() => parseView(search), [search])
  const change = (change: Partial<View>) =>
    setSearch((current) => writeView(current, { ...parseView(current), ...change }), { replace: true })
  const query = useRouteCheck()
  const panel = useServerInUrl()
  const servers = useShownServers()
  const { data, error, refetch } = query
  const rows = useMemo(() => data && filterRoutes(data, view), [data, view])
  const clear = () => change({ q: '', show: 'all' })
  return (
    <>
      <PageHeader
        title="Routes"
        sub={data && summaryOf(data)}
        actions={
          <>
            <SweepButton servers={servers} />
            <Recheck />
          </>
        }
      />
      <SweepOutcome />
      <PageBar>
        <SearchField
          label="Filter by path, target or owner"
          placeholder="Path, target or owner"
          value={view.q}
          onChange={(q) => change({ q })}
        />
        <Select
          label="Show"
          value={view.show}
          options={shows}
          onChange={(value) => change({ show: value })}
        />
        {isFiltered(view) && (
          <Button variant="quiet" onClick={clear}>
            Clear filters
          </Button>
        )}
      </PageBar>
      <StaleNotice query={query} />
      <PageBody
        panel={panel.shown && <ReachPanel shown={panel.shown} servers={servers} onClose={panel.close} />}
      >
        {data === undefined && error ? (
          <div className="flex-1 overflow-auto bg-surface p-5">
            <FailureNotice error={error} onRetry={() => void refetch()} />
          </div>
        ) : (
          <RoutesTable
            rows={rows}
            servers={servers}
            selected={panel.shown}
            sort={view.sort}
            onSort={(sort) => change({ sort })}
            empty={
              isFiltered(view) ? (
                <EmptyState
                  title="No route matches the filters."
                  action={<Button onClick={clear}>Clear filters</Button>}
                />
              ) : (
                <EmptyState title="The proxy has no route of the hub." />
              )
            }
          />
        )}
      </PageBody>
    </>
  )
}
