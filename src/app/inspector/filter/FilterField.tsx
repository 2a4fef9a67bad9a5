import { useRef, useState } from 'react'
import { CloseIcon, SearchIcon } from '../../ui/icons.tsx'
import { Kbd } from '../../ui/Kbd.tsx'
import { parseFilter } from './filter.ts'
import { FilterHelp } from './FilterHelp.tsx'
import { useDraft } from './use-draft.ts'
import { useSlashKey } from './use-slash-key.ts'

interface Props {
  filter: string
  /** Called a moment after the last key, at once on Enter and when a term goes. */
  onFilter: (filter: string) => void
  /** `/` leads here from the whole page; else from where the list is. */
  everywhere: boolean
  /** The id of the element that says what is wrong with the filter. */
  describedBy: string
}

/** A field to narrow the list. Finished terms stand in it as buttons, which take them away; Backspace takes the last one up. */
export function FilterField({ filter, onFilter, everywhere, describedBy }: Props) {
  const input = useRef<HTMLInputElement>(null)
  const { terms, draft, type, finish, takeUp, remove, clear } = useDraft(filter, onFilter)
  // Whoever has finished wants to see the list, and not what lies over it.
  const [isHelping, setHelping] = useState(false)
  useSlashKey(input, everywhere)
  const removeAndStay = (at: number) => {
    remove(at)
    input.current?.focus()
  }
  return (
    <div className="group/filter relative flex min-h-7 min-w-36 flex-1 flex-wrap items-center gap-1 rounded-md border border-line-field bg-surface px-1.5 py-0.5 text-ink-3 focus-within:outline-2 focus-within:outline-offset-1 focus-within:outline-accent">
      <SearchIcon />
      {parseFilter(terms.join(' ')).map(({ source, problem }, at) => (
        <button
          // The same term may stand there twice.
          // oxlint-disable-next-line react/no-array-index-key
          key={`${at} ${source}`}
          type="button"
          aria-label={`Remove ${source}`}
          onClick={() => removeAndStay(at)}
          onKeyDown={(event) => {
            if (event.key !== 'Backspace' && event.key !== 'Delete') return
            event.preventDefault()
            removeAndStay(at)
          }}
          className={`flex max-w-full items-center gap-0.5 rounded-sm border pl-1.5 font-mono text-xs [&_svg]:size-3.5 ${
            problem ? 'border-bad/45 bg-bad-soft text-bad' : 'border-line bg-selected text-ink'
          }`}
        >
          <span className="truncate">{source}</span>
          <CloseIcon />
        </button>
      ))}
      <input
        ref={input}
        type="text"
        aria-label="Filter exchanges"
        aria-describedby={describedBy}
        aria-keyshortcuts="/"
        value={draft}
        placeholder={terms.length === 0 ? 'status:403 -path:progress slow>500' : ''}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        onFocus={() => setHelping(true)}
        onClick={() => setHelping(true)}
        onChange={(event) => {
          setHelping(true)
          type(event.target.value)
        }}
        onBlur={() => {
          setHelping(false)
          finish()
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter') {
            setHelping(false)
            finish()
          } else if (event.key === 'ArrowDown' && draft === '') setHelping(true)
          else if (event.key === 'Escape' && (draft !== '' || terms.length > 0)) clear()
          else if (event.key === 'Escape' && isHelping) setHelping(false)
          else if (event.key === 'Backspace' && draft === '' && terms.length > 0) takeUp()
          else return
          event.preventDefault()
        }}
        className="min-w-24 flex-1 bg-transparent text-ink outline-none placeholder:text-ink-3"
      />
      <span aria-hidden="true" className="group-focus-within/filter:hidden max-wide:hidden">
        <Kbd>/</Kbd>
      </span>
      {isHelping && draft === '' && (
        <FilterHelp
          onChoose={(begun) => {
            type(begun)
            input.current?.focus()
          }}
        />
      )}
    </div>
  )
}
