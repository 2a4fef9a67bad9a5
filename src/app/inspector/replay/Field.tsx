import { useId } from 'react'

interface Props {
  name: string
  label: string
  value: string
  /** What is wrong with it, as a sentence. */
  problem: string | undefined
  hint?: string | undefined
  /** More than one: a field for longer texts. */
  lines?: number
  onChange: (value: string) => void
}

const look =
  'w-full rounded-md border border-line-field bg-surface px-2.5 py-1 font-mono text-sm aria-invalid:border-bad'

/** A field with its label above, and below it a hint or what is wrong. */
export function Field({ name, label, value, problem, hint, lines = 1, onChange }: Props) {
  const id = useId()
  const note = problem ?? hint
  const common = {
    id,
    name,
    value,
    spellCheck: false,
    autoComplete: 'off',
    'aria-invalid': problem !== undefined,
    'aria-describedby': note === undefined ? undefined : `${id}-note`,
    className: look,
  }
  return (
    <div className="grid gap-1">
      <label htmlFor={id} className="text-ink-2">
        {label}
      </label>
      {lines > 1 ? (
        <textarea {...common} rows={lines} onChange={(event) => onChange(event.target.value)} />
      ) : (
        <input {...common} onChange={(event) => onChange(event.target.value)} />
      )}
      {note !== undefined && (
        <p
          id={`${id}-note`}
          role={problem === undefined ? undefined : 'alert'}
          className={`text-sm wrap-anywhere ${problem === undefined ? 'text-ink-3' : 'text-bad'}`}
        >
          {note}
        </p>
      )}
    </div>
  )
}
