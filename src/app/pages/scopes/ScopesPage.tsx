import { Link } from 'react-router'
import { useOwnPermissions } from '../../api/permissions.ts'
import { PageBody } from '../../components/PageBody.tsx'
import { PageHeader } from '../../components/PageHeader.tsx'
import { useSearch } from '../../components/use-search.ts'
import { formatAmount } from '../../ui/format.ts'
import { CanThey } from './can-they/CanThey.tsx'
import { Mine } from './mine/Mine.tsx'
import { type ViewName, viewIn, views } from './scopes-view.ts'
import { TokenCheck } from './token-check/TokenCheck.tsx'
import { WhatIf } from './what-if/WhatIf.tsx'

/** Scopes: the visitor's, those of a token that may come to be, somebody else's, and those of a token at hand. */
export function Page() {
  const [search] = useSearch()
  const { session } = useOwnPermissions()
  const view = viewIn(search)
  return (
    <>
      <PageHeader title="Scopes" sub={`you hold ${formatAmount(session.identity.scopes.length, 'scope')}`} />
      <nav
        aria-label="Views of scopes"
        className="flex flex-wrap gap-1 border-b border-line px-5 max-wide:px-4"
      >
        {views.map(({ value, label }) => (
          <Link
            key={value}
            to={{ search: `?${new URLSearchParams({ view: value })}` }}
            aria-current={view === value ? 'page' : undefined}
            className="-mb-px border-b-2 border-transparent px-2 py-1.5 text-ink-2 hover:text-ink aria-[current=page]:border-accent aria-[current=page]:font-semibold aria-[current=page]:text-ink"
          >
            {label}
          </Link>
        ))}
      </nav>
      <PageBody scroll>
        <div className="pt-3.5">
          <View name={view} />
        </div>
      </PageBody>
    </>
  )
}

function View({ name }: { name: ViewName }) {
  switch (name) {
    case 'mine':
      return <Mine />
    case 'what-if':
      return <WhatIf />
    case 'can-they':
      return <CanThey />
    case 'token':
      return <TokenCheck />
  }
}
