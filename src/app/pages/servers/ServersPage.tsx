import { useQuery } from '@tanstack/react-query'
import type { OperationId } from '#hub/operations.ts'
import { usePermissions } from '../../api/permissions.ts'
import { useReach } from '../../api/reach/use-reach.ts'
import { activeServersQuery, serverState } from '../../api/servers.ts'
import { FailureNotice } from '../../components/FailureNotice.tsx'
import { HiddenState } from '../../components/HiddenState.tsx'
import { PageBar } from '../../components/PageBar.tsx'
import { PageBody } from '../../components/PageBody.tsx'
import { PageHeader } from '../../components/PageHeader.tsx'
import { PoisonNotice } from '../../components/poisoned/PoisonNotice.tsx'
import { ReachPanel } from '../../components/reach/ReachPanel.tsx'
import { SweepButton } from '../../components/reach/SweepButton.tsx'
import { SweepOutcome } from '../../components/reach/SweepOutcome.tsx'
import { useServerInUrl } from '../../components/reach/use-server-in-url.ts'
import { StaleNotice } from '../../components/StaleNotice.tsx'
import { Button } from '../../ui/Button.tsx'
import { formatAmount, formatCount } from '../../ui/format.ts'
import { SearchField } from '../../ui/SearchField.tsx'
import { Select } from '../../ui/Select.tsx'
import { Veil } from '../../ui/Veil.tsx'
import { filterServers, isFiltered, type View } from './servers-view.ts'
import { ServersTable } from './ServersTable.tsx'
import { useServersView } from './use-servers-view.ts'

const states: readonly { value: View['state']; label: string }[] = [
  { value: 'all', label: 'All' },
  { value: 'ready', label: 'Ready' },
  { value: 'starting', label: 'Starting' },
  { value: 'stopping', label: 'Stopping' },
  { value: 'unreachable', label: 'Not reachable' },
]

/** Every server of the hub that is not stopped, on one page. */
export function Page() {
  const { may, held } = usePermissions()
  const decision = may('listUsers')
  if (decision.verdict === 'denied') return <Hidden scopes={decision.scopes} operation="listUsers" />
  if (!held.has('read:servers')) return <Hidden scopes={['read:servers']} />
  return <Servers />
}

function Hidden(props: { scopes: readonly string[]; operation?: OperationId }) {
  return (
    <>
      <PageHeader title="Servers" />
      <PageBody>
        <HiddenState what="the hub’s servers" {...props} />
      </PageBody>
    </>
  )
}

function Servers() {
  const state = useServersView()
  const { view, change } = state
  const query = useQuery(activeServersQuery)
  const { data, error, refetch } = query
  const reach = useReach()
  const panel = useServerInUrl()
  if (data?.hidden) return <Hidden scopes={['read:servers']} />
  const servers = data?.servers
  const filtered = servers && isFiltered(view) ? filterServers(servers, view, reach) : servers
  const shown = filtered === servers ? undefined : filtered?.length
  const starting = servers?.filter(({ server }) => serverState(server) === 'starting').length ?? 0
  return (
    <>
      <PageHeader
        title="Servers"
        sub={
          servers && (
            <>
              {shown === undefined
                ? `${formatCount(servers.length)} active`
                : `${formatCount(shown)} of ${formatCount(servers.length)} active`}
              {starting > 0 && ` · ${formatCount(starting)} starting`}
              {data.hiddenUsers > 0 && (
                <>
                  {' · '}
                  <Veil needs={['read:servers']} focusable>
                    {`servers of ${formatAmount(data.hiddenUsers, 'user')} hidden`}
                  </Veil>
                </>
              )}
            </>
          )
        }
        actions={<SweepButton servers={filtered} />}
      />
      <SweepOutcome>
        {({ wrong }) =>
          view.state === 'unreachable' ? null : (
            <Button size="small" onClick={() => change({ q: '', state: 'unreachable' })}>
              {wrong === 1 ? 'Show only this one' : `Show only these ${wrong}`}
            </Button>
          )
        }
      </SweepOutcome>
      <PageBar>
        <SearchField
          label="Filter by user, server or profile"
          placeholder="User, server or profile"
          value={view.q}
          onChange={(q) => change({ q })}
        />
        <Select
          label="State"
          value={view.state}
          options={states}
          onChange={(value) => change({ state: value })}
        />
        {isFiltered(view) && (
          <Button variant="quiet" onClick={() => change({ q: '', state: 'all' })}>
            Clear filters
          </Button>
        )}
      </PageBar>
      <StaleNotice query={query} />
      <PoisonNotice holes={data?.holes} />
      <PageBody
        panel={panel.shown && <ReachPanel shown={panel.shown} servers={servers} onClose={panel.close} />}
      >
        {servers === undefined && error ? (
          <div className="flex-1 overflow-auto bg-surface p-5">
            <FailureNotice error={error} onRetry={() => void refetch()} />
          </div>
        ) : (
          <ServersTable {...state} servers={filtered} selected={panel.shown} />
        )}
      </PageBody>
    </>
  )
}
