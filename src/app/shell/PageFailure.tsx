import { useRouteError } from 'react-router'
import { failureText } from '../components/failure-text.ts'
import { PageBody } from '../components/PageBody.tsx'
import { PageHeader } from '../components/PageHeader.tsx'
import { Notice } from '../ui/Notice.tsx'
import { LoneMessage } from './LoneMessage.tsx'
import { ReloadButton } from './ReloadButton.tsx'

/** In place of a page that broke; the shell around it stays, and another page is one click away. */
export function PageFailure() {
  return (
    <>
      <PageHeader title="This page has failed" />
      <PageBody scroll>
        <Notice tone="bad" alert title={failureText(useRouteError())} actions={<ReloadButton />}>
          This is a fault in Hubscope. Reload, or choose another page.
        </Notice>
      </PageBody>
    </>
  )
}

/** In place of a page whose program did not arrive. */
export function PageMissing() {
  return (
    <>
      <PageHeader title="This page could not be loaded" />
      <PageBody scroll>
        <Notice tone="bad" alert title="A part of Hubscope did not arrive." actions={<ReloadButton />}>
          Hubscope may have been updated or restarted since this page was opened. Reloading gets the parts
          that fit together.
        </Notice>
      </PageBody>
    </>
  )
}

/** When the shell itself broke. */
export function ShellFailure() {
  return (
    <LoneMessage title="Hubscope has failed" actions={<ReloadButton />}>
      <p>{failureText(useRouteError())}</p>
    </LoneMessage>
  )
}
