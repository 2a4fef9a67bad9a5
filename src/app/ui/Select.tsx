import { ChevronIcon } from './icons.tsx'

interface Props<Value extends string> {
  /** Its name; shown before the choice unless `hideLabel`. */
  label: string
  hideLabel?: boolean
  value: Value
  options: readonly { value: Value; label: string }[]
  onChange: (value: Value) => void
}

/** A choice of one among few, by the browser's own control. */
export function Select<Value extends string>({
  label,
  hideLabel = false,
  value,
  options,
  onChange,
}: Props<Value>) {
  return (
    <label className="inline-flex min-w-0 items-center gap-1.5">
      <span className={hideLabel ? 'sr-only' : 'shrink-0 text-ink-2'}>{label}</span>
      <span className="relative inline-flex min-w-0 items-center">
        <select
          value={value}
          onChange={(event) => {
            const chosen = options.find((option) => option.value === event.target.value)
            if (chosen) onChange(chosen.value)
          }}
          className="h-7 min-w-0 appearance-none truncate rounded-md border border-line-field bg-surface pr-7 pl-2.5 hover:bg-hover"
        >
          {options.map((option) => (
            <option key={option.value} value={option.value} className="bg-surface text-ink">
              {option.label}
            </option>
          ))}
        </select>
        <span className="pointer-events-none absolute right-1.5 text-ink-3">
          <ChevronIcon />
        </span>
      </span>
    </label>
  )
}
