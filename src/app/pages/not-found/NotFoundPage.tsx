import { Link } from 'react-router'
import { EmptyState } from '../../components/EmptyState.tsx'
import { PageBody } from '../../components/PageBody.tsx'
import { PageHeader } from '../../components/PageHeader.tsx'

export function Page() {
  return (
    <>
      <PageHeader title="There is no such page" />
      <PageBody>
        <EmptyState
          title="The address does not lead to a page of Hubscope."
          action={
            <Link to="/users" className="text-accent underline-offset-2 hover:underline">
              Go to users
            </Link>
          }
        />
      </PageBody>
    </>
  )
}
