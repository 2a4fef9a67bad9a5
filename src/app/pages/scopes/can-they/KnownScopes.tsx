import { compactScopes } from '#hub/scopes/compact.ts'
import { defaultRoleScopes } from '#hub/scopes/default-roles.ts'
import { isSince } from '#hub/versions.ts'
import { useOwnPermissions } from '../../../api/permissions.ts'
import type { SubjectModel } from '../../../api/subject.ts'
import { Button } from '../../../ui/Button.tsx'
import { ScopeChip } from '../../../ui/ScopeChip.tsx'
import { PasteScopes } from '../PasteScopes.tsx'
import { Section } from '../Section.tsx'
import { isUntold, type Known } from './judge.ts'
import { tellRole, type ToldRoles } from './told-roles.ts'

interface Props {
  model: SubjectModel
  known: Known
  told: ToldRoles
  token: readonly string[] | undefined
  onToken: (scopes: readonly string[] | undefined) => void
  groupsHaveNone: boolean
  onGroupsHaveNone: (value: boolean) => void
}

/** What the answers rest on: roles, what they hold, and fields to tell what the API does not. */
export function KnownScopes(props: Props) {
  const { model, known, told, token, onToken, groupsHaveNone, onGroupsHaveNone } = props
  const { version } = useOwnPermissions()
  const roles = known.subject.roles
  return (
    <Section title="What that rests on">
      {token ? (
        <div className="grid gap-1.5">
          <p>The scopes of a token that you gave stand for all they hold.</p>
          <Scopes scopes={compactScopes(token, version)} />
          <div>
            <Button size="small" onClick={() => onToken(undefined)}>
              Go by roles again
            </Button>
          </div>
        </div>
      ) : (
        <>
          {roles.length === 0 && <p className="text-ink-2">No role of {model.name} is known.</p>}
          <ul className="grid gap-3" hidden={roles.length === 0}>
            {roles.map((role) => (
              <li key={role} className="grid gap-1">
                <p>
                  Role <b className="font-semibold">{role}</b>
                </p>
                <RoleContent role={role} told={told} />
              </li>
            ))}
          </ul>
          {known.subject.hidden.map((what) => (
            <p key={what} className="text-ink-2 first-letter:uppercase">
              {what}: hidden from your token.
            </p>
          ))}
          {[...model.groupRoles.values()].includes(undefined) && (
            <label className="inline-flex items-center gap-1.5">
              <input
                type="checkbox"
                checked={groupsHaveNone}
                onChange={(event) => onGroupsHaveNone(event.target.checked)}
              />
              Their groups have no roles
            </label>
          )}
          {isSince(version, '5.0') && model.kind === 'user' && (
            <p className="text-sm text-ink-3">Servers that others share with them are not looked at.</p>
          )}
          <details>
            <summary className="cursor-pointer text-accent">
              Give the scopes of one of their tokens instead
            </summary>
            <div className="pt-2">
              <PasteScopes
                label="Scopes of the token"
                verb="Use these scopes"
                version={version}
                onUse={onToken}
              />
            </div>
          </details>
        </>
      )}
    </Section>
  )
}

function RoleContent({ role, told }: { role: string; told: ToldRoles }) {
  const { version } = useOwnPermissions()
  const known = told.get(role)
  if (!known && isUntold(role, version)) {
    return (
      <PasteScopes
        label={`The API does not tell what ${role} holds. Its scopes, from the configuration:`}
        verb="Keep in this tab"
        version={version}
        onUse={(scopes) => tellRole(role, scopes)}
      />
    )
  }
  return (
    <>
      <Scopes scopes={known ?? defaultRoleScopes(role, version) ?? []} />
      {known ? (
        <p className="flex flex-wrap items-center gap-2 text-sm text-ink-3">
          as you told
          <Button
            size="small"
            variant="quiet"
            aria-label={`Forget what ${role} holds`}
            onClick={() => tellRole(role, undefined)}
          >
            Forget
          </Button>
        </p>
      ) : (
        <p className="text-sm text-ink-3">
          {role === 'admin'
            ? 'as every hub has it; no configuration changes it'
            : 'as the hub has it, unless its configuration says otherwise'}
        </p>
      )}
    </>
  )
}

function Scopes({ scopes }: { scopes: readonly string[] }) {
  return (
    <p className="flex flex-wrap gap-1">
      {scopes.map((scope) => (
        <ScopeChip key={scope} scope={scope} />
      ))}
    </p>
  )
}
