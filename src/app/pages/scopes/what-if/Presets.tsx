import { useState } from 'react'
import type { HubVersion } from '#hub/versions.ts'
import { Button } from '../../../ui/Button.tsx'
import { Select } from '../../../ui/Select.tsx'
import { type Preset, presets } from './presets.ts'

interface Props {
  version: HubVersion
  /** Groups the visitor knows by name, to choose from. */
  groups: readonly string[]
  onUse: (preset: Preset, scopes: string[]) => void
}

/** Roles that people often look for, to start from. */
export function Presets({ version, groups, onUse }: Props) {
  const [chosen, setChosen] = useState<string>(presets[0]?.id ?? '')
  const [group, setGroup] = useState('')
  const preset = presets.find(({ id }) => id === chosen)
  if (!preset) return null
  const lacksGroup = preset.ofGroup && group.trim() === ''
  return (
    <form
      className="flex flex-wrap items-center gap-2"
      onSubmit={(event) => {
        event.preventDefault()
        if (!lacksGroup) onUse(preset, preset.scopes(version, group.trim()))
      }}
    >
      <Select
        label="Start from"
        value={chosen}
        onChange={setChosen}
        options={presets.map(({ id, label }) => ({ value: id, label }))}
      />
      {preset.ofGroup && (
        <>
          <input
            aria-label="Group"
            list="scopes-groups"
            value={group}
            onChange={(event) => setGroup(event.target.value)}
            placeholder="Name of the group"
            autoComplete="off"
            spellCheck={false}
            className="h-7 min-w-32 rounded-md border border-line-field bg-surface px-2.5 placeholder:text-ink-3"
          />
          <datalist id="scopes-groups">
            {groups.map((name) => (
              <option key={name}>{name}</option>
            ))}
          </datalist>
        </>
      )}
      <Button submit disabledReason={lacksGroup ? 'Name the group first.' : undefined}>
        Use
      </Button>
    </form>
  )
}
