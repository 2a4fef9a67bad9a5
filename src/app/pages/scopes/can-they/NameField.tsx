import { useQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { useOwnPermissions } from '../../../api/permissions.ts'
import { namesQuery } from '../../../api/subject.ts'
import { useSettled } from '../../../ui/use-settled.ts'

interface Props {
  label: string
  /** Offers the names that the visitor may list. */
  of?: 'user' | 'service'
  /** Names to offer besides. */
  names?: readonly string[] | undefined
  placeholder?: string
  value: string
  /** Called on Enter, on a choice and when the field is left. */
  onChange: (value: string) => void
}

/** A field for a name, with those to choose from that the visitor may list. */
export function NameField({ label, of, names, placeholder = label, value, onChange }: Props) {
  const id = useId()
  const [draft, setDraft] = useState(value)
  const [seen, setSeen] = useState(value)
  if (value !== seen) {
    setSeen(value)
    setDraft(value)
  }
  const { may } = useOwnPermissions()
  const typed = useSettled(draft.trim(), 250)
  const mayList = of !== undefined && may(of === 'user' ? 'listUsers' : 'listServices').verdict !== 'denied'
  const found = useQuery({ ...namesQuery(of ?? 'user', typed), enabled: mayList })
  const offered = [...new Set([...(names ?? []), ...(found.data ?? [])])]
  const send = (next: string) => {
    if (next.trim() !== value) onChange(next.trim())
  }
  return (
    <label className="grid gap-0.5 text-sm text-ink-2">
      {label}
      <input
        list={id}
        value={draft}
        placeholder={placeholder}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => {
          setDraft(event.target.value)
          // A choice from the list is one change that names it all.
          if (offered.includes(event.target.value) && !draft.startsWith(event.target.value))
            send(event.target.value)
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter') {
            event.preventDefault()
            send(draft)
          }
        }}
        onBlur={() => send(draft)}
        className="h-7 w-44 rounded-md border border-line-field bg-surface px-2.5 text-base text-ink placeholder:text-ink-3"
      />
      <datalist id={id}>
        {offered.map((name) => (
          <option key={name}>{name}</option>
        ))}
      </datalist>
    </label>
  )
}
