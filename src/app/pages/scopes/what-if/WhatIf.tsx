import { useState } from 'react'
import { Link } from 'react-router'
import { expandScopes } from '#hub/scopes/expand.ts'
import { parseScopes } from '#hub/scopes/parse.ts'
import { useOwnPermissions } from '../../../api/permissions.ts'
import { shownAsParam, writeShownAs } from '../../../api/preview/shown-as.ts'
import { Button } from '../../../ui/Button.tsx'
import { CopyButton } from '../../../ui/CopyButton.tsx'
import { formatAmount } from '../../../ui/format.ts'
import { ScopeChip } from '../../../ui/ScopeChip.tsx'
import { FeatureTable } from '../FeatureTable.tsx'
import { PasteScopes } from '../PasteScopes.tsx'
import { RoleBlock } from '../RoleBlock.tsx'
import { Section } from '../Section.tsx'
import { Presets } from './Presets.tsx'
import { ScopePicker } from './ScopePicker.tsx'
import { concrete, type Selection } from './selection.ts'
import { useSelection } from './use-selection.ts'

/** Scopes chosen, pasted or taken from a preset: what they open, how Hubscope looks with them, and the role to copy. */
export function WhatIf() {
  const { session, version } = useOwnPermissions()
  const { name, groups = [] } = session.identity
  const [selection, select] = useSelection()
  const [role, setRole] = useState('new-role')
  return (
    <div className="grid grid-cols-1 items-start gap-3.5 min-[1180px]:grid-cols-2">
      <Section title="Scopes of a token" intro="Before anybody makes it: choose what it may do.">
        <Presets
          version={version}
          groups={groups}
          onUse={(preset, scopes) => {
            setRole(preset.role)
            select(scopes)
          }}
        />
        <details>
          <summary className="cursor-pointer text-accent">Paste the scopes of a token or role</summary>
          <div className="pt-2">
            <PasteScopes
              label="Scopes"
              verb="Use these scopes"
              version={version}
              hint={`A JSON list, or scopes with blanks, commas or line ends between them. self and !user are taken to be about you, ${name}.`}
              onUse={(scopes) => select(concrete(scopes, name, version))}
            />
          </div>
        </details>
        <Chosen selection={selection} onClear={() => select([])} />
        <ScopePicker selection={selection} version={version} onChange={select} />
      </Section>
      <Outcome selection={selection} role={role} />
    </div>
  )
}

function Chosen({ selection, onClear }: { selection: Selection; onClear: () => void }) {
  if (selection.length === 0) return <p className="text-ink-3">No scope is chosen yet.</p>
  return (
    <div className="flex flex-wrap items-center gap-1">
      {selection.map((scope) => (
        <ScopeChip key={scope} scope={scope} />
      ))}
      <CopyButton text={JSON.stringify(selection)} what="the chosen scopes as a list" />
      <Button size="small" variant="quiet" onClick={onClear}>
        Clear
      </Button>
    </div>
  )
}

function Outcome({ selection, role }: { selection: Selection; role: string }) {
  const { version } = useOwnPermissions()
  const expanded = expandScopes(selection, { kind: 'other', name: '' }, version)
  const search = new URLSearchParams({ [shownAsParam]: writeShownAs(selection) })
  return (
    <div className="grid grid-cols-1 gap-3.5">
      <Section
        title="What it opens here"
        intro={`With what they bring along, ${formatAmount(expanded.length, 'scope')}.`}
      >
        <p>
          <Link
            to={{ pathname: '/users', search: `?${search}` }}
            className="inline-flex h-7 items-center rounded-md border border-accent bg-accent px-2.5 font-semibold text-accent-ink hover:brightness-110"
          >
            Show Hubscope as it would see it
          </Link>
        </p>
        <p className="max-w-prose text-pretty text-ink-3">
          What is shown then is still read with your own token and cut down here, so it is never more than you
          may see. Nothing is sent with other rights, and nothing is changed. The address can be shared:
          everybody who opens it sees their own hub like that.
        </p>
        <FeatureTable held={parseScopes(expanded)} version={version} caption="What such a token opens here" />
      </Section>
      {selection.length > 0 && (
        <Section
          title="The role to copy"
          intro="For whoever is to have these scopes, with the right to open Hubscope."
        >
          <RoleBlock key={role} name={role} scopes={selection} opens />
        </Section>
      )}
    </div>
  )
}
