import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useEffect } from 'react'
import { isSince } from '#hub/versions.ts'
import { usePermissions } from '../../api/permissions.ts'
import { userCountQuery, usersPageQuery } from '../../api/users.ts'
import { PageBody } from '../../components/PageBody.tsx'
import { PageHeader } from '../../components/PageHeader.tsx'
import { PoisonNotice } from '../../components/poisoned/PoisonNotice.tsx'
import { StaleNotice } from '../../components/StaleNotice.tsx'
import { countedThings, countText, listingNotes } from './listing-text.ts'
import { Pager } from './Pager.tsx'
import type { UsersViewState } from './use-users-view.ts'
import { correctedView, isFiltered, listingOf } from './users-view.ts'
import { UsersTable } from './UsersTable.tsx'
import { UsersToolbar } from './UsersToolbar.tsx'

interface UsersListProps {
  state: UsersViewState
  panel: ReactNode
}

/** Heading, filters, table and pager around one page of users, as the hub pages them. */
export function UsersList({ state, panel }: UsersListProps) {
  const { view, change } = state
  const { version } = usePermissions()
  const sorts = isSince(version, '5.0')
  const page = useQuery(usersPageQuery(listingOf(view, sorts)))
  const all = useQuery(userCountQuery())
  const pagination = page.data?._pagination
  const settled = page.isPlaceholderData ? undefined : pagination
  useEffect(() => {
    const corrected = settled && correctedView(view, settled)
    if (corrected) change({ page: corrected.page, size: corrected.size }, { replace: true })
  }, [view, settled, change])
  const notes = listingNotes(view, version)
  return (
    <>
      <PageHeader title="Users" sub={countText(pagination?.total, all.data, isFiltered(view))} />
      <UsersToolbar view={view} change={change} />
      {notes.length > 0 && (
        <p className="px-5 pb-2 text-sm text-pretty text-ink-3 max-wide:px-4">{notes.join(' ')}</p>
      )}
      <StaleNotice query={page} />
      <PoisonNotice holes={page.data?.holes} />
      <PageBody panel={panel}>
        <UsersTable
          view={view}
          change={change}
          page={page}
          unsorted={sorts ? undefined : `JupyterHub ${version.text} cannot sort users; 5.0 and later can.`}
        />
        {pagination && (
          <Pager view={view} change={change} pagination={pagination} counted={countedThings(view, version)} />
        )}
      </PageBody>
    </>
  )
}
