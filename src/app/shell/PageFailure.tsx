import { useRouteError } from 'react-router'
import { failureText } from '../components/failure-text.ts'
import { PageBody } from '../components/PageBody.tsx'
import { PageHeader } from '../components/PageHeader.tsx'
import { Button } from '../ui/Button.tsx'
import { Notice } from '../ui/Notice.tsx'
import { ChunkFailure } from './chunk.ts'
import { LoneMessage } from './LoneMessage.tsx'

function reload(): void {
  location.reload()
}

/** In place of a page that broke; the shell around it stays, and another page is one click away. */
export function PageFailure() {
  const error = useRouteError()
  const stale = error instanceof ChunkFailure
  return (
    <>
      <PageHeader title={stale ? 'This page could not be loaded' : 'This page has failed'} />
      <PageBody scroll>
        <Notice
          tone="bad"
          alert
          title={stale ? 'A part of Hubscope did not arrive.' : failureText(error)}
          actions={<Button onClick={reload}>Reload</Button>}
        >
          {stale
            ? 'Hubscope may have been updated or restarted since this page was opened. Reloading gets the parts that fit together.'
            : 'This is a fault in Hubscope. Reload, or choose another page.'}
        </Notice>
      </PageBody>
    </>
  )
}

/** When the shell itself broke. */
export function ShellFailure() {
  const error = useRouteError()
  return (
    <LoneMessage title="Hubscope has failed" actions={<Button onClick={reload}>Reload</Button>}>
      <p>{failureText(error)}</p>
    </LoneMessage>
  )
}
