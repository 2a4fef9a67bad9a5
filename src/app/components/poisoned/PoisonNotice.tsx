import { useQuery } from '@tanstack/react-query'
import { useState, useSyncExternalStore } from 'react'
import { Link } from 'react-router'
import { type Culprit, culpritsQuery } from '../../api/poisoned/culprits.ts'
import { usePermissions } from '../../api/permissions.ts'
import { poisonSearch } from '../../api/poisoned/poison-search.ts'
import { Button } from '../../ui/Button.tsx'
import { formatAmount } from '../../ui/format.ts'
import { Notice } from '../../ui/Notice.tsx'
import { CulpritRepair } from './CulpritRepair.tsx'
import { DatabaseRepair } from './DatabaseRepair.tsx'

interface Props {
  /** Places in the list whose users make the hub fail. */
  holes: readonly number[] | undefined
}

const none: readonly number[] = []

/** Above a list of users that the hub fails on because of some of them: who it is, and what repairs it. */
export function PoisonNotice({ holes = none }: Props) {
  const search = useSyncExternalStore(poisonSearch.subscribe, poisonSearch.get)
  const { may } = usePermissions()
  const [spell, setSpell] = useState(false)
  const groups = may('listGroups').verdict !== 'denied'
  const { data, isFetching } = useQuery(culpritsQuery(holes, { groups, spell }))
  if (holes.length === 0) {
    return search ? <Searching among={search.among} onCancel={search.cancel} /> : null
  }
  const { culprits = [], unnamed = 0 } = data ?? {}
  return (
    <div className="px-5 pb-3 max-wide:px-4">
      <Notice tone="bad" title={titleOf(culprits, holes.length)}>
        <p className="max-w-prose text-pretty">
          Start options that look like the hub’s own packed bytes cannot be read back, so it answers 500 to
          every list that holds such a user (GHSA-hx46-2cv3-mh6g). Everybody else is shown. Hubs from 5.5.3
          and 6.1.0 on read such options.{' '}
          <Link to="/findings/list-poisoned" className="text-accent underline underline-offset-2">
            More about it
          </Link>
        </p>
        {isFetching && <output className="text-ink-3">Finding out who it is…</output>}
        {culprits
          .filter(({ readable }) => readable)
          .map((each) => (
            <CulpritRepair key={each.name} culprit={each} />
          ))}
        {data && (unnamed > 0 || culprits.some(({ readable }) => !readable)) && (
          <DatabaseRepair names={culprits.filter(({ readable }) => !readable).map(({ name }) => name)} />
        )}
        {data && unnamed > 0 && !spell && (
          <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <span>
              The list does not say who it is; asking letter by letter takes some hundred small requests.
            </span>
            <Button size="small" onClick={() => setSpell(true)}>
              Find out the name
            </Button>
          </p>
        )}
      </Notice>
    </div>
  )
}

function titleOf(culprits: readonly Culprit[], holes: number): string {
  const names = culprits.map(({ name }) => name)
  if (names.length === 0) {
    return holes === 1
      ? 'One user breaks the hub’s list of users'
      : `${holes} users break the hub’s list of users`
  }
  return `${names.join(', ')} ${names.length === 1 ? 'breaks' : 'break'} the hub’s list of users`
}

function Searching({ among, onCancel }: { among: number; onCancel: () => void }) {
  return (
    <output className="flex flex-wrap items-center gap-x-3 gap-y-1 border-y border-line bg-wait-soft px-5 py-1.5 text-wait max-wide:px-4">
      <span>
        The hub fails on this list. Looking for the user it fails on, among {formatAmount(among, 'user')}.
      </span>
      <Button size="small" onClick={onCancel}>
        Give up
      </Button>
    </output>
  )
}
