import { useState } from 'react'
import { browserContext } from '../../api/probe-context.ts'
import { useOwnPermissions } from '../../api/permissions.ts'
import { useReadDrift } from '../../api/route-check.ts'
import { useFindStart } from '../../api/find-start.ts'
import { baseUrl } from '../../base.ts'
import { PageBody } from '../../components/PageBody.tsx'
import { PageHeader } from '../../components/PageHeader.tsx'
import type { Bundle } from '../../doctor/bundle.ts'
import { doctor, endOf } from '../../doctor/doctor-store.ts'
import { useDoctor } from '../../doctor/use-doctor.ts'
import { Button } from '../../ui/Button.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { BundleButtons } from './BundleButtons.tsx'
import { Listening } from './Listening.tsx'
import { OpenedBundle } from './OpenedBundle.tsx'
import { Running } from './Running.tsx'
import { Report } from './Report.tsx'
import { WatchNotice } from './WatchNotice.tsx'
import { checkedIn, whatIsSent } from './doctor-words.ts'

/** The connection doctor: what really arrives, hop by hop, and the line of configuration that is wrong. */
export function Page() {
  const { session } = useOwnPermissions()
  const { outcome, progress, failure, listening, reaches } = useDoctor()
  const [opened, setOpened] = useState<{ bundle: Bundle; name: string }>()
  // What has been found says more than what was seen.
  const isWatching = !outcome || outcome.examination.findings.length === 0
  const readRoutes = useReadDrift()
  const findStart = useFindStart()
  const contextOf = (signal: AbortSignal) => ({
    ...browserContext(session, signal),
    readRoutes,
    findStart,
  })
  const start = () => void doctor.run(contextOf)
  return (
    <>
      <PageHeader
        title="Connection doctor"
        sub={opened || !outcome ? undefined : checkedIn(outcome)}
        actions={
          <>
            <BundleButtons
              outcome={outcome}
              reaches={reaches}
              onOpened={(bundle, name) => setOpened({ bundle, name })}
            />
            {progress ? (
              <Button onClick={() => doctor.cancel()}>Cancel</Button>
            ) : (
              <Button
                variant="primary"
                onClick={() => {
                  setOpened(undefined)
                  start()
                }}
              >
                {outcome ? 'Check again' : 'Check the connection'}
              </Button>
            )}
          </>
        }
      />
      <PageBody scroll>
        {progress && <Running progress={progress} />}
        {failure !== undefined && (
          <Notice tone="bad" title="The checks did not come to their end" alert>
            {failure}
          </Notice>
        )}
        {opened ? (
          <OpenedBundle {...opened} onClose={() => setOpened(undefined)} />
        ) : (
          <>
            {!progress && isWatching && <WatchNotice since={outcome && endOf(outcome)} />}
            {outcome ? (
              <Report examination={outcome.examination} canMute>
                {!progress && (
                  <Listening
                    listening={listening}
                    results={outcome.results}
                    onListen={(ms) => void doctor.listen(contextOf, ms)}
                    onStop={() => doctor.stopListening()}
                  />
                )}
              </Report>
            ) : (
              !progress && <Introduction />
            )}
          </>
        )}
      </PageBody>
    </>
  )
}

function Introduction() {
  return (
    <section className="grid max-w-prose gap-2 text-ink-2">
      <p className="text-pretty">
        Much that looks like missing rights is a proxy that changes requests on their way. The doctor sends
        requests from your browser as the hub’s own pages do, has Hubscope’s service tell what of them
        arrived, and compares the two. What is wrong it names with the station that is at fault and the lines
        of configuration that put it right.
      </p>
      <p className="text-pretty">{whatIsSent}</p>
      <p className="text-pretty">
        A support bundle holds all that was found in one file, without tokens and cookies, to send to somebody
        who helps. They open it here, in their own Hubscope.
      </p>
      <p className="text-pretty text-ink-3">
        The same on a command line, also where no page opens:{' '}
        <code className="wrap-anywhere">hubscope doctor {baseUrl.href}</code>
      </p>
    </section>
  )
}
