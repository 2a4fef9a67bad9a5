import { Dialog } from '../ui/Dialog.tsx'
import { Kbd } from '../ui/Kbd.tsx'

const keys: readonly { keys: readonly string[]; does: string }[] = [
  { keys: ['Ctrl K', '⌘ K'], does: 'Go to a page or a user, change the theme' },
  { keys: ['/'], does: 'Search on this page' },
  { keys: ['i'], does: 'Open or close the inspector' },
  { keys: ['↑', '↓'], does: 'Go through the inspector’s list; ← and → close and open what belongs together' },
  { keys: ['p'], does: 'Pin the exchange in the inspector’s list' },
  { keys: ['Esc'], does: 'Close a panel or a dialog' },
  { keys: ['?'], does: 'This list' },
]

export function KeyboardHelp({ onClose }: { onClose: () => void }) {
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title="Keyboard shortcuts">
      <dl className="grid grid-cols-[auto_1fr] items-baseline gap-x-4 gap-y-2">
        {keys.map((entry) => (
          <div key={entry.does} className="contents">
            <dt className="flex gap-1">
              {entry.keys.map((key) => (
                <Kbd key={key}>{key}</Kbd>
              ))}
            </dt>
            <dd>{entry.does}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  )
}
