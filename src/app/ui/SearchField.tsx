import { useEffect, useRef, useState } from 'react'
import { SearchIcon } from './icons.tsx'
import { Kbd } from './Kbd.tsx'
import { isTyping } from './keys.ts'

interface Props {
  label: string
  placeholder?: string
  /** What is searched for now. */
  value: string
  /** Called 250 ms after the last key, at once on Enter and Escape. */
  onChange: (value: string) => void
}

/** A field to narrow a list; `/` goes to it from anywhere on the page. */
export function SearchField({ label, placeholder = label, value, onChange }: Props) {
  const input = useRef<HTMLInputElement>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const [draft, setDraft] = useState(value)
  const [seen, setSeen] = useState(value)
  const [sent, setSent] = useState(value)
  if (value !== seen) {
    setSeen(value)
    // Somebody else changed it (a link, the back button, "clear filters"); our own words only come back late.
    if (value !== sent) {
      setDraft(value)
      setSent(value)
    }
  }

  // The pause may outlast a navigation, and an older handler would undo it.
  const latest = useRef(onChange)
  useEffect(() => {
    latest.current = onChange
  })

  const send = (text: string) => {
    clearTimeout(timer.current)
    setSent(text)
    latest.current(text)
  }
  const type = (text: string) => {
    setDraft(text)
    clearTimeout(timer.current)
    timer.current = setTimeout(() => send(text), 250)
  }

  useEffect(() => () => clearTimeout(timer.current), [])
  useEffect(() => {
    const focus = (event: KeyboardEvent) => {
      if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || isTyping(event)) return
      event.preventDefault()
      input.current?.focus()
      input.current?.select()
    }
    document.addEventListener('keydown', focus)
    return () => document.removeEventListener('keydown', focus)
  }, [])

  return (
    <label className="flex h-[30px] min-w-40 flex-1 items-center gap-1.5 rounded-md border border-line-field bg-surface px-2 text-ink-3 focus-within:outline-2 focus-within:outline-offset-1 focus-within:outline-accent">
      <SearchIcon />
      <span className="sr-only">{label}</span>
      <input
        ref={input}
        type="search"
        aria-keyshortcuts="/"
        value={draft}
        placeholder={placeholder}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => type(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') send(draft)
          if (event.key === 'Escape' && draft !== '') {
            event.preventDefault()
            setDraft('')
            send('')
          }
        }}
        className="min-w-0 flex-1 appearance-none bg-transparent text-ink outline-none placeholder:text-ink-3"
      />
      <span aria-hidden="true" className="max-wide:hidden">
        <Kbd>/</Kbd>
      </span>
    </label>
  )
}
