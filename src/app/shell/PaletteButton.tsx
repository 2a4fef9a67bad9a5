import { SearchIcon } from '../ui/icons.tsx'
import { Kbd } from '../ui/Kbd.tsx'

const isApple = /Mac|iP(hone|ad|od)/.test(navigator.userAgent)

/** Opens the command palette, and shows the key that does the same where there is a keyboard. */
export function PaletteButton({ onPress }: { onPress: () => void }) {
  return (
    <button
      type="button"
      aria-label="Go to a page or a user"
      aria-haspopup="dialog"
      aria-keyshortcuts="Control+K Meta+K"
      onClick={onPress}
      className="flex items-center gap-1 rounded-md p-1 text-ink-3 hover:bg-hover hover:text-ink"
    >
      <SearchIcon />
      <span aria-hidden="true" className="whitespace-nowrap max-wide:hidden">
        <Kbd>{isApple ? '⌘ K' : 'Ctrl K'}</Kbd>
      </span>
    </button>
  )
}
