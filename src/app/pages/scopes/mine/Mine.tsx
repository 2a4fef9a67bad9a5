import { useMemo } from 'react'
import { adminsHold } from '#hub/scopes/admin-role.ts'
import { parseScope } from '#hub/scopes/parse.ts'
import { useOwnPermissions } from '../../../api/permissions.ts'
import { availabilityOf, scopesFor } from '../../../availability.ts'
import { features } from '../../../features.ts'
import { ScopeChip } from '../../../ui/ScopeChip.tsx'
import { FeatureTable } from '../FeatureTable.tsx'
import { RoleBlock } from '../RoleBlock.tsx'
import { Section } from '../Section.tsx'
import { MyScopes } from './MyScopes.tsx'
import { cutScopes } from './origins.ts'

/** The visitor's own scopes: which, from where, what they open here, and one role for the rest. */
export function Mine() {
  const { session, version, held } = useOwnPermissions()
  const { roles, groups } = session.identity
  return (
    <div className="grid grid-cols-1 items-start gap-3.5 min-[1180px]:grid-cols-2">
      <div className="grid grid-cols-1 gap-3.5">
        <Section
          title="My scopes"
          intro={
            <>
              What the token holds that Hubscope got for you: what your roles give, cut to what this service
              may be delegated.{' '}
              {roles === undefined
                ? 'It does not show which roles you have.'
                : `Your roles: ${roles.join(', ') || 'none'}${groups && groups.length > 0 ? `; your groups: ${groups.join(', ')}` : ''}. The hub’s API tells the names of roles, and not what they hold.`}
            </>
          }
        >
          <MyScopes />
        </Section>
        <Cut />
      </div>
      <div className="grid grid-cols-1 gap-3.5">
        <Section title="What that opens here">
          <FeatureTable held={held} version={version} caption="What you can use here" />
        </Section>
        <Rest />
      </div>
    </div>
  )
}

/** What the visitor's roles hold and this service does not pass on, as far as that can be shown. */
function Cut() {
  const { session, version } = useOwnPermissions()
  const cuts = cutScopes(session.identity, session.identity.scopes, version)
  if (cuts.length === 0) return null
  return (
    <Section
      title="Yours, but not delegated to Hubscope"
      intro="Your roles hold these too. Hubscope’s oauth_client_allowed_scopes leaves them out, so that nothing here can use them."
    >
      {cuts.map(({ role, scopes, isSure }) => (
        <div key={role} className="grid gap-1">
          <p className="text-ink-2">
            {isSure
              ? `By your role ${role}, which no configuration can change:`
              : `By your role ${role}, unless the configuration changes what that role holds:`}
          </p>
          <p className="flex flex-wrap gap-1">
            {scopes.map((scope) => (
              <ScopeChip key={scope} scope={scope} />
            ))}
          </p>
        </div>
      ))}
    </Section>
  )
}

function Rest() {
  const { session, version, held } = useOwnPermissions()
  const scopes = useMemo(
    () =>
      scopesFor(
        features.map((feature) => availabilityOf(feature, held, version)),
        version,
      ),
    [held, version],
  )
  if (scopes.length === 0) return null
  const isAdmin = session.identity.admin === true
  const needsRole = !isAdmin || scopes.some((scope) => !adminsHold(parseScope(scope).base, version))
  return (
    <Section
      title="The smallest role for the rest"
      intro={
        needsRole
          ? 'With it, everything above is available for the whole hub.'
          : 'Your role admin holds all of it. What is missing is that Hubscope may be delegated it.'
      }
    >
      <p className="flex flex-wrap gap-1">
        {scopes.map((scope) => (
          <ScopeChip key={scope} scope={scope} tone="need" />
        ))}
      </p>
      <RoleBlock name="hubscope-rest" scopes={scopes} user={session.identity.name} role={needsRole} />
    </Section>
  )
}
