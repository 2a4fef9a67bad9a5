import { useQuery } from '@tanstack/react-query'
import { userQuery } from '../../../api/users.ts'
import { EmptyState } from '../../../components/EmptyState.tsx'
import { FailureNotice } from '../../../components/FailureNotice.tsx'
import { StaleNotice } from '../../../components/StaleNotice.tsx'
import { SidePanel } from '../../../ui/SidePanel.tsx'
import { Skeleton } from '../../../ui/Skeleton.tsx'
import { Tag } from '../../../ui/Tag.tsx'
import { useReturnFocus } from '../../../components/use-return-focus.ts'
import { refusalOfUser } from './user-refusal.ts'
import { UserFacts } from './UserFacts.tsx'
import { UserSeen } from './UserSeen.tsx'
import { UserServers } from './UserServers.tsx'

interface UserPanelProps {
  name: string
  onClose: () => void
}

/** One user: servers, also stopped named ones, groups, roles, activity. */
export function UserPanel({ name, onClose }: UserPanelProps) {
  useReturnFocus()
  const query = useQuery(userQuery(name))
  const refusal = refusalOfUser(query.error)
  const user = refusal ? undefined : query.data
  return (
    <SidePanel
      title={
        <>
          {name} {user?.admin && <Tag>admin</Tag>}
        </>
      }
      sub={user && <UserSeen user={user} />}
      onClose={onClose}
    >
      {refusal === 'gone' && <EmptyState title="There is no such user on this hub." />}
      {refusal === 'not-shown' && (
        <EmptyState title="The hub does not show this user.">
          Outside your token’s filter, or no such user: the hub does not say which.
        </EmptyState>
      )}
      {user && (
        <>
          <StaleNotice query={query} />
          <UserServers user={user} />
          <UserFacts user={user} />
        </>
      )}
      {!user && !refusal && query.error && (
        <FailureNotice error={query.error} onRetry={() => void query.refetch()} />
      )}
      {query.isPending && <Loading />}
    </SidePanel>
  )
}

function Loading() {
  return (
    <output aria-label="Loading the user" className="grid gap-3">
      <Skeleton className="h-16 w-full" />
      <Skeleton className="h-3 w-40" />
      <Skeleton className="h-3 w-28" />
    </output>
  )
}
