import { useId, useState } from 'react'
import { readScopeList } from '#hub/scopes/scope-list.ts'
import type { HubVersion } from '#hub/versions.ts'
import { Button } from '../../ui/Button.tsx'

interface Props {
  label: string
  hint?: string
  /** "Use these scopes" */
  verb: string
  version: HubVersion
  onUse: (scopes: string[]) => void
}

/** A field for a list of scopes as people have them at hand; what does not exist is said, and the rest can be used. */
export function PasteScopes({ label, hint, verb, version, onUse }: Props) {
  const id = useId()
  const [text, setText] = useState('')
  const { scopes, problems } = readScopeList(text, version)
  const usable = scopes.filter((scope) => scope !== 'inherit')
  const all = [
    ...problems,
    ...scopes
      .filter((scope) => scope === 'inherit')
      .map((scope) => ({
        text: scope,
        message:
          'It stands for all that its owner holds, which it does not name. Paste the scopes that GET /user answers.',
      })),
  ]
  const use = () => {
    onUse(usable)
    setText('')
  }
  return (
    <form
      className="grid gap-1.5"
      onSubmit={(event) => {
        event.preventDefault()
        if (usable.length > 0) use()
      }}
    >
      <label htmlFor={id} className="text-ink-2">
        {label}
      </label>
      <textarea
        id={id}
        value={text}
        rows={2}
        spellCheck={false}
        autoComplete="off"
        aria-describedby={`${id}-hint ${id}-problems`}
        aria-invalid={all.length > 0}
        onChange={(event) => setText(event.target.value)}
        className="min-h-14 w-full resize-y rounded-md border border-line-field bg-canvas px-2.5 py-1.5 font-mono text-sm aria-invalid:border-bad"
      />
      <p id={`${id}-hint`} className="text-sm text-ink-3">
        {hint ?? 'A JSON list, or scopes with blanks, commas or line ends between them.'}
      </p>
      <output id={`${id}-problems`} className="grid gap-0.5 text-bad">
        {all.map(({ text, message }) => (
          <span key={text} className="wrap-anywhere">
            <code>{text}</code>: {message}
          </span>
        ))}
      </output>
      <div>
        <Button submit disabledReason={usable.length === 0 ? 'Paste scopes first.' : undefined}>
          {all.length > 0 && usable.length > 0 ? `${verb}, without ${all.length} that do not do` : verb}
        </Button>
      </div>
    </form>
  )
}
