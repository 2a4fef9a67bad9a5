import type { Server } from '#hub/wire/server.ts'
import { Duration } from '../../../ui/Duration.tsx'
import { RelativeTime } from '../../../ui/RelativeTime.tsx'
import { optionLines } from '../../../components/server/server-facts.ts'

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
      </p>
      <Options server={server} />
    </>
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
