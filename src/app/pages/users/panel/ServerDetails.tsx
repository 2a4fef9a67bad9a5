import type { ReactNode } from 'react'
import { serverLabel } from '#hub/server-key.ts'
import type { Server } from '#hub/wire/server.ts'
import { Duration } from '../../../ui/Duration.tsx'
import { ExternalIcon } from '../../../ui/icons.tsx'
import { RelativeTime } from '../../../ui/RelativeTime.tsx'
import { optionLines, serverHref } from './server-facts.ts'

/** Since when the server runs, when it was last used, what it was started with. */
export function ServerDetails({ server }: { server: Server }) {
  const { started, last_activity: lastActivity, ready, display_name: displayName, name } = server
  return (
    <>
      <p className="flex flex-wrap gap-x-3 text-sm text-ink-3">
        {displayName && displayName !== name && <code className="wrap-anywhere">{name}</code>}
        {started && (
          <span>
            {ready ? 'up' : 'for'} <Duration since={started} />
          </span>
        )}
        <span>
          last activity <RelativeTime iso={lastActivity} otherwise="never" />
        </span>
        {ready && <OpenLink server={server} />}
      </p>
      <Options server={server} />
    </>
  )
}

function OpenLink({ server }: { server: Server }): ReactNode {
  const href = serverHref(server)
  if (href === undefined) return null
  return (
    <a
      href={href}
      target="_blank"
      rel="noreferrer"
      aria-label={`Open ${serverLabel(server.name)} in a new tab`}
      className="ml-auto inline-flex items-center gap-1 text-accent hover:underline"
    >
      Open <ExternalIcon />
    </a>
  )
}

function Options({ server }: { server: Server }) {
  const lines = optionLines(server.user_options)
  if (lines.length === 0) return null
  return (
    <dl className="grid grid-cols-[auto_1fr] gap-x-3 text-sm">
      {lines.map(({ name, value }) => (
        <div key={name} className="col-span-2 grid grid-cols-subgrid">
          <dt className="text-ink-3">{name}</dt>
          <dd className="font-mono wrap-anywhere">{value}</dd>
        </div>
      ))}
    </dl>
  )
}
