import { useId } from 'react'
import { ChevronIcon } from './icons.tsx'

interface Option<Value extends string> {
  value: Value
  label: string
  /** It cannot be chosen now; the label says why. */
  disabled?: boolean
}

interface Props<Value extends string> {
  /** Its name; shown before the choice unless `hideLabel`. */
  label: string
  hideLabel?: boolean
  value: Value
  options: readonly Option<Value>[]
  /** More options, below these, under headings. */
  groups?: readonly { label: string; options: readonly Option<Value>[] }[]
  onChange: (value: Value) => void
}

/** A choice of one among few, by the browser's own control. */
export function Select<Value extends string>({
  label,
  hideLabel = false,
  value,
  options,
  groups,
  onChange,
}: Props<Value>) {
  const id = useId()
  const all = [...options, ...(groups ?? []).flatMap((group) => group.options)]
  return (
    <span className="inline-flex min-w-0 items-center gap-1.5">
      <label htmlFor={id} className={hideLabel ? 'sr-only' : 'shrink-0 text-ink-2'}>
        {label}
      </label>
      <span className="relative inline-flex min-w-0 items-center">
        <select
          id={id}
          value={value}
          onChange={(event) => {
            const chosen = all.find((option) => option.value === event.target.value)
            if (chosen) onChange(chosen.value)
          }}
          // Long options in groups shall not make the control as wide as they are.
          className={`h-7 min-w-0 appearance-none truncate rounded-md border border-line-field bg-surface pr-7 pl-2.5 hover:bg-hover ${groups ? 'field-sizing-content' : ''}`}
        >
          <Options options={options} />
          {groups?.map((group) => (
            <optgroup key={group.label} label={group.label} className="bg-surface text-ink-2">
              <Options options={group.options} />
            </optgroup>
          ))}
        </select>
        <span className="pointer-events-none absolute right-1.5 text-ink-3">
          <ChevronIcon />
        </span>
      </span>
    </span>
  )
}

function Options<Value extends string>({ options }: { options: readonly Option<Value>[] }) {
  return options.map(({ value, label, disabled = false }) => (
    <option key={value} value={value} disabled={disabled} className="bg-surface text-ink disabled:text-ink-3">
      {label}
    </option>
  ))
}
