import { keys } from './keys.ts'

/** Examples of every key, below the field while nothing is typed in it. A click begins a term with the key. */
export function FilterHelp({ onChoose }: { onChoose: (begun: string) => void }) {
  return (
    // The message below the field names the keys to those who do not see this.
    <span
      aria-hidden="true"
      className="absolute top-full left-0 z-20 mt-1 flex w-max max-w-full flex-wrap gap-1 rounded-md border border-line bg-surface p-1.5 text-xs text-ink-3 shadow-float"
    >
      {Object.entries(keys).map(([key, { example }]) => (
        <button
          key={key}
          type="button"
          tabIndex={-1}
          // Before the field loses the focus, and with it this its place.
          onMouseDown={(event) => {
            event.preventDefault()
            onChoose(`${key}${example.charAt(key.length)}`)
          }}
          className="cursor-pointer rounded-sm px-1 font-mono text-ink-2 hover:bg-hover"
        >
          {example}
        </button>
      ))}
      <span className="px-1">
        <span className="font-mono">-</span> leaves out
      </span>
    </span>
  )
}
