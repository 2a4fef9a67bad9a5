import { useQuery } from '@tanstack/react-query'
import { Fragment, type ReactNode, Suspense } from 'react'
import { baseUrl } from '../base.ts'
import { sessionQuery, signedInOf } from '../api/session.ts'
import { failureText } from '../components/failure-text.ts'
import { Button } from '../ui/Button.tsx'
import { lazyPart } from './lazy-part.ts'
import { LoginLink } from './LoginLink.tsx'
import { LoneMessage } from './LoneMessage.tsx'
import { ShellSkeleton } from './ShellSkeleton.tsx'

const LoginEnded = lazyPart(async () => (await import('./LoginEnded.tsx')).LoginEnded)

/** Lets the page through once there is a login, and keeps it in sight when the login ends. */
export function SessionGate({ children }: { children: ReactNode }) {
  const { data, error, isFetching, refetch } = useQuery(sessionQuery)
  const session = signedInOf(data)
  if (!data || !session) {
    if (data) return <LoggedOut expired={data.state === 'signed-out' && data.reason === 'expired'} />
    if (!error) return <ShellSkeleton />
    return (
      <LoneMessage
        title="Waiting for an answer"
        actions={
          <Button pending={isFetching} onClick={() => void refetch()}>
            Try now
          </Button>
        }
      >
        <p>{failureText(error)}</p>
        <p>This page asks again every few seconds and opens by itself once there is an answer.</p>
        {!__DEMO__ && (
          <p>
            On a command line, <code>hubscope doctor {baseUrl.href}</code> finds out what is in the way.
          </p>
        )}
      </LoneMessage>
    )
  }
  return (
    // Another person's login starts with a page of its own.
    <Fragment key={session.identity.name}>
      {children}
      {data.state === 'signed-out' && (
        <Suspense>
          <LoginEnded reason={data.reason} />
        </Suspense>
      )}
    </Fragment>
  )
}

function LoggedOut({ expired }: { expired: boolean }) {
  return (
    <LoneMessage title={expired ? 'Your login has ended' : 'You are not logged in'} actions={<LoginLink />}>
      <p>
        Hubscope shows what your own account at the hub may see. It takes one click, and leads back to this
        view.
      </p>
    </LoneMessage>
  )
}
