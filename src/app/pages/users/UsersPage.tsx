import { usePermissions } from '../../api/permissions.ts'
import { HiddenState } from '../../components/HiddenState.tsx'
import { PageBody } from '../../components/PageBody.tsx'
import { PageHeader } from '../../components/PageHeader.tsx'
import { UserPanel } from './panel/UserPanel.tsx'
import { useUsersView } from './use-users-view.ts'
import { UsersList } from './UsersList.tsx'

/** Everyone the hub knows, a page at a time, and beside it a panel for one of them. */
export function Page() {
  const state = useUsersView()
  const { user } = state.view
  const decision = usePermissions().may('listUsers')
  const panel = user !== undefined && (
    <UserPanel key={user} name={user} onClose={() => state.change({ user: undefined })} />
  )
  if (decision.verdict !== 'denied') return <UsersList state={state} panel={panel} />
  return (
    <>
      <PageHeader title="Users" />
      <PageBody panel={panel}>
        <HiddenState what="the hub’s users" scopes={decision.scopes} operation="listUsers" />
      </PageBody>
    </>
  )
}
