import { useQuery } from '@tanstack/react-query'
import { type RefObject, useEffect, useEffectEvent, useRef } from 'react'
import { Link } from 'react-router'
import { parseServerKey, type ServerKey, serverKey } from '#hub/server-key.ts'
import { checkOf, useReach } from '../../api/reach/use-reach.ts'
import { useStartServer } from '../../api/server-actions.ts'
import { type OwnedServer, serverState } from '../../api/servers.ts'
import { userQuery } from '../../api/users.ts'
import { Button } from '../../ui/Button.tsx'
import { RelativeTime } from '../../ui/RelativeTime.tsx'
import { SidePanel } from '../../ui/SidePanel.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { StateLabel } from '../../ui/StateLabel.tsx'
import { EmptyState } from '../EmptyState.tsx'
import { stateTone } from '../../components/server/server-tone.ts'
import { serverTitle } from '../../components/server/server-facts.ts'
import { ServerActions } from '../../components/server/ServerActions.tsx'
import { useReturnFocus } from '../use-return-focus.ts'
import { ReachReport } from './ReachReport.tsx'

interface Props {
  shown: ServerKey
  /** Servers that are not stopped; undefined while they are not known. */
  servers: readonly OwnedServer[] | undefined
  onClose: () => void
}

/** One server: whether it answers its user, what was looked at, what is wrong and what to do. */
export function ReachPanel({ shown, servers, onClose }: Props) {
  const panel = useRef<HTMLElement>(null)
  const named = parseServerKey(shown) ?? { user: shown, server: '' }
  const listed = servers?.find(({ key }) => key === shown)
  const isUnlisted = servers !== undefined && !listed
  // A stopped server is in no list, but in its user's model.
  const query = useQuery({ ...userQuery(named.user), enabled: isUnlisted })
  const server = query.data?.servers?.[named.server]
  const owned = listed ?? (query.data && server ? ownedOf(query.data, server) : undefined)
  return (
    <>
      <KeyboardPlace key={shown} shown={shown} panel={panel} />
      <SidePanel
        ref={panel}
        title={owned ? serverTitle(owned.user, owned.server) : shown.replace(/\/$/, '')}
        sub={owned && <Sub owned={owned} />}
        onClose={onClose}
      >
        {owned ? (
          <Check key={shown} owned={owned} />
        ) : isUnlisted && !query.isPending ? (
          <EmptyState title="There is no such server, or your token does not show it." />
        ) : (
          <Skeleton className="h-16 w-full" />
        )}
      </SidePanel>
    </>
  )
}

/** Where the keyboard is while a server is shown. The row’s button that asks goes with the answer, so the panel takes over. */
function KeyboardPlace({ shown, panel }: { shown: ServerKey; panel: RefObject<HTMLElement | null> }) {
  useReturnFocus()
  const { asking } = useReach()
  const takeOver = useEffectEvent(() => {
    if (asking.has(shown) && document.activeElement?.closest('td')) panel.current?.focus()
  })
  useEffect(() => takeOver(), [])
  return null
}

function ownedOf(user: OwnedServer['user'], server: OwnedServer['server']): OwnedServer {
  return { key: serverKey(user.name, server.name), user, server }
}

function Sub({ owned: { user, server } }: { owned: OwnedServer }) {
  const state = serverState(server)
  const { mutate, isPending } = useStartServer()
  return (
    <span className="flex flex-wrap items-center gap-x-3 gap-y-1 pt-1">
      <StateLabel tone={stateTone[state]}>{state}</StateLabel>
      <Link
        to={{ pathname: '/users', search: `?${new URLSearchParams({ user: user.name })}` }}
        className="text-accent hover:underline"
      >
        {user.name}
      </Link>
      <ServerActions
        user={user}
        server={server}
        starting={isPending}
        onStart={() => mutate({ user: user.name, server: server.name, userGroups: user.groups })}
      />
    </span>
  )
}

function Check({ owned }: { owned: OwnedServer }) {
  const reach = useReach()
  const check = checkOf(reach, owned)
  const isAsking = reach.asking.has(owned.key)
  return (
    <>
      <div className="flex flex-wrap items-center gap-2">
        <Button
          variant={check ? 'plain' : 'primary'}
          pending={isAsking}
          disabledReason={reasonToWait(owned)}
          onClick={() => reach.check(owned)}
        >
          {check ? 'Check again' : 'Check'}
        </Button>
        <output className="text-ink-3">
          {isAsking ? 'Asking the server …' : check && <Checked at={check.at} />}
        </output>
      </div>
      {check ? <ReachReport check={check} /> : !isAsking && <Introduction />}
    </>
  )
}

/** While it starts or stops, whatever answers says nothing. */
function reasonToWait({ server }: OwnedServer): string | undefined {
  const state = serverState(server)
  return state === 'ready' || state === 'stopped' || state === 'running'
    ? undefined
    : `It is ${state}; check it when that is over.`
}

function Checked({ at }: { at: number }) {
  return (
    <>
      Checked <RelativeTime iso={new Date(at).toISOString()} />
    </>
  )
}

function Introduction() {
  return (
    <p className="text-pretty text-ink-2">
      Your browser asks the server as its user’s would, and Hubscope’s service asks what is behind the proxy.
      Nothing is started or stopped, and it does not count as use of the server.
    </p>
  )
}
