import type { ReactNode } from 'react'
import type { Exchange } from '../record/exchange-store.ts'
import { BodyView } from './BodyView.tsx'
import { HeaderTable } from './HeaderTable.tsx'

/** What the page sent. */
export function RequestPanel({ exchange }: { exchange: Exchange }) {
  const { method, path, query, requestHeaders, requestBody, url } = exchange
  return (
    <div className="grid gap-3">
      <p className="font-mono text-sm wrap-anywhere">
        {method} {url ?? `${path}${query && `?${query}`}`}
      </p>
      <Part title="Headers">
        <HeaderTable caption="Headers of the request" headers={requestHeaders} />
        {url === undefined && (
          <p className="text-sm text-ink-3">
            These the page set itself. The browser and proxies add their own: see Arrival.
          </p>
        )}
      </Part>
      <Part title="Body">
        <BodyView label="Body of the request" body={requestBody} none="Sent without a body." />
      </Part>
    </div>
  )
}

/** What came back. */
export function ResponsePanel({ exchange }: { exchange: Exchange }) {
  const { status, responseHeaders, responseBody, frames } = exchange
  if (status === undefined) return <p className="text-ink-2">No answer has come.</p>
  return (
    <div className="grid gap-3">
      <p className="font-mono text-sm">
        {status === 0 ? 'a redirect, which the browser does not show' : status}
      </p>
      <Part title="Headers">
        <HeaderTable caption="Headers of the answer" headers={responseHeaders} />
      </Part>
      <Part title="Body">
        <BodyView
          label="Body of the answer"
          body={responseBody}
          none={frames === undefined ? 'Answered without a body.' : 'A stream: see Frames.'}
        />
      </Part>
    </div>
  )
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="grid gap-1">
      <h3 className="font-semibold">{title}</h3>
      {children}
    </section>
  )
}
