import type { Server } from '#hub/wire/server.ts'
import type { User } from '#hub/wire/user.ts'
import { reasonAgainst, usePermissions } from '../../../api/permissions.ts'

const verbs = [
  { verb: 'Start', operation: 'startServer' },
  { verb: 'Stop', operation: 'stopServer' },
] as const

interface MissingRightsProps {
  user: User
  servers: readonly Server[]
}

/** What the visitor's token lacks for the buttons above, each reason once. */
export function MissingRights({ user, servers }: MissingRightsProps) {
  const permissions = usePermissions()
  const names = servers.length > 0 ? servers.map(({ name }) => name) : ['']
  const lines = verbs.flatMap(({ verb, operation }) => {
    const reasons = names.map((server) => {
      const target = { kind: 'server', user: user.name, server, userGroups: user.groups } as const
      return reasonAgainst(permissions.may(operation, target), permissions)
    })
    return [...new Set(reasons)]
      .filter((reason) => reason !== undefined)
      .map((reason) => `${verb}: ${reason.charAt(0).toLowerCase()}${reason.slice(1)}`)
  })
  if (lines.length === 0) return null
  return (
    <ul className="grid gap-0.5 text-sm text-pretty text-ink-3">
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  )
}
