import { Link } from 'react-router'
import { serverLabel } from '#hub/server-key.ts'
import type { ServerCheck } from '../../api/reach/reach-store.ts'
import type { RouteOwner, RouteRow, RouteState } from '#hub/route-rows.ts'
import type { OwnedServer } from '../../api/servers.ts'
import { ReachCell } from '../../components/reach/ReachCell.tsx'
import { ReachLink } from '../../components/reach/ReachLink.tsx'
import { wordOf } from '../../components/reach/reach-words.ts'
import type { Column } from '../../table/features.ts'
import { parseTime } from '../../ui/format.ts'
import { RelativeTime } from '../../ui/RelativeTime.tsx'
import type { Tone } from '../../ui/StateDot.tsx'
import { StateLabel } from '../../ui/StateLabel.tsx'
import { useNarrow } from '../../ui/use-media.ts'
import { Tooltip } from '../../ui/Tooltip.tsx'
import { ownerText, stateRank } from './routes-view.ts'

/** A row: a route, and of a server's what is known of how it answers. */
export type CheckedRoute = RouteRow & { owned: OwnedServer | undefined; check: ServerCheck | undefined }

/** The columns of the routes table. */
export const routeColumns: Column<CheckedRoute>[] = [
  {
    id: 'path',
    accessorFn: ({ spec }) => spec,
    header: 'Path',
    cell: ({ row }) => <Cut text={row.original.spec} />,
    meta: { grow: true },
  },
  {
    id: 'target',
    accessorFn: ({ target }) => target,
    header: 'Target',
    cell: ({ row }) => <TargetCell target={row.original.target} />,
    meta: { narrow: 'hide', tight: 'hide' },
  },
  {
    id: 'owner',
    accessorFn: ({ owner }) => ownerText(owner),
    header: 'Owner',
    cell: ({ row }) => <OwnerCell owner={row.original.owner} />,
    meta: { narrow: 'hide' },
  },
  {
    id: 'state',
    accessorFn: ({ state }) => stateRank(state),
    header: 'State',
    cell: ({ row }) => <StateCell row={row.original} />,
  },
  {
    id: 'answers',
    accessorFn: ({ check }) => check && wordOf(check).rank,
    header: 'Answers',
    cell: ({ row: { original } }) =>
      original.owned && <ReachCell owned={original.owned} check={original.check} />,
    meta: { narrow: 'hide' },
  },
  {
    id: 'last_activity',
    accessorFn: ({ lastActivity }) => parseTime(lastActivity),
    header: 'Last activity',
    cell: ({ row }) => <RelativeTime iso={row.original.lastActivity} />,
    sortDescFirst: true,
    meta: { align: 'end', narrow: 'hide', tight: 'hide' },
  },
]

function Cut({ text }: { text: string }) {
  return (
    <code title={text} className="block truncate">
      {text}
    </code>
  )
}

function TargetCell({ target }: { target: string | undefined }) {
  if (target === undefined) return <span className="text-bad">no route</span>
  return (
    <code title={target} className="block max-w-64 truncate">
      {target}
    </code>
  )
}

function OwnerCell({ owner }: { owner: RouteOwner }) {
  if (owner.kind !== 'server') return <span className="text-ink-2">{ownerText(owner)}</span>
  return (
    <span className="flex max-w-64 items-center gap-1.5">
      <Link
        to={{ pathname: '/users', search: `?${new URLSearchParams({ user: owner.user })}` }}
        title={owner.user}
        className="truncate font-medium hover:underline"
      >
        {owner.user}
      </Link>
      <span className="truncate text-ink-3">{serverLabel(owner.server)}</span>
    </span>
  )
}

const looks: Record<RouteState, { tone: Tone; word: string; reason: string | undefined }> = {
  ok: { tone: 'ok', word: 'routed', reason: undefined },
  missing: {
    tone: 'bad',
    word: 'missing',
    reason: 'It is ready, but the proxy does not lead to it. Re-check adds the route.',
  },
  stale: {
    tone: 'bad',
    word: 'stale',
    reason: 'What it leads to does not run as far as the hub knows. Re-check removes it.',
  },
  changing: { tone: 'wait', word: 'changing', reason: 'Its server is starting or stopping.' },
  unjudged: {
    tone: 'off',
    word: 'cannot tell',
    reason: 'Your token sees too few servers or services to tell whether this route is still needed.',
  },
}

/** A narrow window has one column for the route and for whether its server answers. */
function StateCell({ row: { state, owned, check } }: { row: CheckedRoute }) {
  const { tone, word, reason } = looks[state]
  const narrow = useNarrow()
  if (narrow && owned && reason === undefined)
    return <ReachLink owned={owned} check={check} otherwise={word} />
  if (reason === undefined) return <StateLabel tone={tone}>{word}</StateLabel>
  return (
    <Tooltip content={reason}>
      <span>
        <StateLabel tone={tone}>{word}</StateLabel>
        <span className="sr-only">: {reason}</span>
      </span>
    </Tooltip>
  )
}
