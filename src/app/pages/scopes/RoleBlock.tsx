import { useId, useState } from 'react'
import { delegationAsHelm, rolesAsHelm } from '#diagnosis/grants/helm.ts'
import { delegationAsPython, rolesAsPython } from '#diagnosis/grants/python.ts'
import { parseScope } from '#hub/scopes/parse.ts'
import { useOwnPermissions } from '../../api/permissions.ts'
import { CodeBlock } from '../../ui/CodeBlock.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { Tabs } from '../../ui/Tabs.tsx'

/** Who holds it can make a service with the rights of an admin. */
const asGoodAsAdmin = 'admin:services'

/** Where nobody is named yet; an operator sees at once that it has to be filled. */
const placeholders = { users: 'name-of-the-user', groups: 'name-of-the-group' } as const

type Form = 'python' | 'helm'

const forms = [
  { value: 'python', label: 'jupyterhub_config.py' },
  { value: 'helm', label: 'Helm values' },
] as const

interface Props {
  /** What the role is called at first. */
  name: string
  scopes: readonly string[]
  /** Whom it is given to at first. */
  user?: string
  /** Without it only the delegation is printed: the visitor's roles hold all of it. */
  role?: boolean
  /** The role opens Hubscope too, for those who are not admins. */
  opens?: boolean
}

/** A role to copy in both forms, and what Hubscope must be let be delegated for it to show here. */
export function RoleBlock({ name, scopes, user = '', role = true, opens = false }: Props) {
  const { session, delegable } = useOwnPermissions()
  const [form, setForm] = useState<Form>('python')
  const [to, setTo] = useState(user)
  const [kind, setKind] = useState<'users' | 'groups'>('users')
  const service = session.service.name
  const names = to.split(',').flatMap((each) => each.trim() || [])
  const all = opens ? [...scopes, `access:services!service=${service}`] : scopes
  const roles = [{ name, scopes: all, [kind]: names.length > 0 ? names : [placeholders[kind]] }]
  const bases = [...new Set(scopes.map((scope) => parseScope(scope).base))]
  const undelegated = bases.filter(
    (base) => delegable(base) !== true && base !== 'access:services' && base !== asGoodAsAdmin,
  )
  const tells = session.delegable !== null
  return (
    <div className="grid grid-cols-1 gap-2.5">
      {bases.includes(asGoodAsAdmin) && (
        <Notice tone="bad" title="admin:services is as good as admin">
          Who holds it can make a service with the rights of an admin. Never let Hubscope be delegated it.
        </Notice>
      )}
      {role && (
        <div className="flex flex-wrap items-end gap-x-3 gap-y-2">
          <Recipients kind={kind} onKind={setKind} value={to} onChange={setTo} />
        </div>
      )}
      <Tabs label={`Form of ${name}`} value={form} onChange={setForm} tabs={forms}>
        <div className="grid grid-cols-1 gap-2.5">
          {role && (
            <CodeBlock
              label={form === 'python' ? 'the role for jupyterhub_config.py' : 'the role as Helm values'}
              lines={form === 'python' ? rolesAsPython(roles) : rolesAsHelm(roles)}
            />
          )}
          {undelegated.length > 0 && (
            <>
              <p className="max-w-prose text-pretty text-ink-2">
                {tells
                  ? 'Hubscope may not be delegated all of that yet. To see it here, let it:'
                  : 'Hubscope’s configuration does not tell what it may be delegated. If it may not yet, let it:'}
              </p>
              <CodeBlock
                label={
                  form === 'python'
                    ? 'the delegation for jupyterhub_config.py'
                    : 'the delegation as Helm values'
                }
                lines={
                  form === 'python'
                    ? delegationAsPython(undelegated, service, tells)
                    : delegationAsHelm(undelegated, service, session.delegable ?? undefined)
                }
              />
            </>
          )}
          <p className="max-w-prose text-pretty text-ink-3">
            {form === 'python' ? 'Then restart the hub' : 'Then run helm upgrade'}; who it concerns logs out
            of Hubscope and in again.
          </p>
        </div>
      </Tabs>
    </div>
  )
}

interface RecipientsProps {
  kind: 'users' | 'groups'
  onKind: (kind: 'users' | 'groups') => void
  value: string
  onChange: (value: string) => void
}

function Recipients({ kind, onKind, value, onChange }: RecipientsProps) {
  const id = useId()
  return (
    <>
      <fieldset className="flex items-center gap-3">
        <legend className="sr-only">Who gets the role</legend>
        <span aria-hidden="true" className="text-ink-2">
          For
        </span>
        {(['users', 'groups'] as const).map((each) => (
          <label key={each} className="inline-flex items-center gap-1.5">
            <input type="radio" name={id} checked={kind === each} onChange={() => onKind(each)} />
            {each}
          </label>
        ))}
      </fieldset>
      <input
        aria-label={kind === 'users' ? 'Names of users' : 'Names of groups'}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        placeholder="Names, with commas"
        autoComplete="off"
        spellCheck={false}
        className="h-7 min-w-40 flex-1 rounded-md border border-line-field bg-surface px-2.5 placeholder:text-ink-3 wide:max-w-72"
      />
    </>
  )
}
