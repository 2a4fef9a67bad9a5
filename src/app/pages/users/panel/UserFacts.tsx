import type { ReactNode } from 'react'
import type { User } from '#hub/wire/user.ts'
import { Veil } from '../../../ui/Veil.tsx'
import { type Field, fieldScopes } from '../../../api/user-fields.ts'

/** What the hub knows of the user beside servers. */
export function UserFacts({ user }: { user: User }) {
  return (
    <dl className="grid grid-cols-[92px_1fr] gap-x-2.5 gap-y-1">
      <Fact name="Groups" field="groups" value={user.groups}>
        <Names names={user.groups} />
      </Fact>
      <Fact name="Roles" field="roles" value={user.roles}>
        <Names names={user.roles} />
      </Fact>
      {/* What is known of these stands below the panel's heading. */}
      {!user.created && (
        <Fact name="Created" field="created" value={user.created}>
          <Faint>not known</Faint>
        </Fact>
      )}
      {!user.last_activity && (
        <Fact name="Last activity" field="last_activity" value={user.last_activity}>
          <Faint>never</Faint>
        </Fact>
      )}
    </dl>
  )
}

interface FactProps {
  name: string
  field: Field
  /** Undefined when the token may not see it. */
  value: unknown
  children: ReactNode
}

function Fact({ name, field, value, children }: FactProps) {
  return (
    <>
      <dt className="text-ink-3">{name}</dt>
      <dd className="min-w-0 wrap-anywhere">
        {value === undefined ? <Veil needs={[fieldScopes[field]]} detail /> : children}
      </dd>
    </>
  )
}

function Names({ names }: { names: readonly string[] | undefined }) {
  return names && names.length > 0 ? names.join(', ') : <Faint>none</Faint>
}

function Faint({ children }: { children: string }) {
  return <span className="text-ink-3">{children}</span>
}
