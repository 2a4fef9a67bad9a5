interface Props {
  /** Its name; shown beside it unless `hideLabel`. */
  label: string
  hideLabel?: boolean
  checked: boolean
  /** Some of many are chosen. */
  indeterminate?: boolean
  onChange: (checked: boolean) => void
}

/** The browser's own checkbox, always with a name. */
export function Checkbox({ label, hideLabel = false, checked, indeterminate = false, onChange }: Props) {
  return (
    <label className="inline-flex items-center gap-1.5">
      <input
        type="checkbox"
        ref={(input) => {
          if (input) input.indeterminate = indeterminate
        }}
        checked={checked}
        onChange={(event) => onChange(event.target.checked)}
        className="size-3.5 accent-accent"
      />
      <span className={hideLabel ? 'sr-only' : ''}>{label}</span>
    </label>
  )
}
