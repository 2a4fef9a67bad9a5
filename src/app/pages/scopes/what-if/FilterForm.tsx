import { useState } from 'react'
import { Button } from '../../../ui/Button.tsx'
import { Select } from '../../../ui/Select.tsx'

type Kind = 'group' | 'user' | 'server' | 'service'

const hints: Record<Kind, string> = {
  group: 'Name of a group',
  user: 'Name of a user',
  server: 'user/server',
  service: 'Name of a service',
}

interface Props {
  scope: string
  onAdd: (filter: string) => void
  onClose: () => void
}

/** A filter for one scope: `!group=physics`. */
export function FilterForm({ scope, onAdd, onClose }: Props) {
  const [kind, setKind] = useState<Kind>('group')
  const [name, setName] = useState('')
  const lacks =
    kind === 'server' && !name.includes('/')
      ? 'Write it as user/server; user/ is the default one.'
      : undefined
  const reason = name.trim() === '' ? 'Type a name first.' : lacks
  return (
    <form
      className="flex basis-full flex-wrap items-center gap-2 py-1"
      onSubmit={(event) => {
        event.preventDefault()
        if (reason === undefined) onAdd(`${kind}=${name.trim()}`)
      }}
    >
      <Select
        label={`Kind of the filter on ${scope}`}
        hideLabel
        value={kind}
        onChange={setKind}
        options={(Object.keys(hints) as Kind[]).map((value) => ({ value, label: value }))}
      />
      <input
        aria-label={`${hints[kind]} for ${scope}`}
        // The form opens at a press on "Filter".
        // oxlint-disable-next-line jsx-a11y/no-autofocus
        autoFocus
        value={name}
        placeholder={hints[kind]}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => setName(event.target.value)}
        onKeyDown={(event) => event.key === 'Escape' && onClose()}
        className="h-7 min-w-32 flex-1 rounded-md border border-line-field bg-surface px-2.5 placeholder:text-ink-3"
      />
      <Button submit size="small" disabledReason={reason}>
        Add
      </Button>
      <Button size="small" variant="quiet" onClick={onClose}>
        Cancel
      </Button>
    </form>
  )
}
