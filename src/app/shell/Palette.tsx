import { Autocomplete } from '@base-ui/react/autocomplete'
import { Dialog } from '@base-ui/react/dialog'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { toggleInspector } from '../inspector/dock/use-inspect.ts'
import { SearchIcon } from '../ui/icons.tsx'
import { pages, reference, tools } from './pages.ts'
import { type Command, commandsFor } from './palette-commands.ts'
import { chooseTheme } from './theme.ts'
import { useMatchingUsers } from './use-matching-users.ts'

interface Props {
  onClose: () => void
  onHelp: () => void
}

/** Anywhere by typing: pages, users, theme. */
export function Palette({ onClose, onHelp }: Props) {
  const navigate = useNavigate()
  const [text, setText] = useState('')
  const users = useMatchingUsers(text)
  const run = ({ action }: Command) => {
    onClose()
    if (action.kind === 'go') void navigate(action.to)
    if (action.kind === 'theme') chooseTheme(action.choice)
    if (action.kind === 'inspector') toggleInspector()
    if (action.kind === 'help') onHelp()
  }
  return (
    <Dialog.Root open onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 bg-backdrop" />
        <Dialog.Popup
          aria-label="Command palette"
          className="fixed top-[12vh] left-1/2 z-40 flex max-h-[70dvh] w-[min(32rem,calc(100vw-2rem))] -translate-x-1/2 flex-col overflow-hidden rounded-lg border border-line-strong bg-surface shadow-float outline-none"
        >
          <Autocomplete.Root
            open
            inline
            mode="none"
            autoHighlight="always"
            keepHighlight
            items={commandsFor(text, [...pages, ...tools, ...reference], users)}
            itemToStringValue={(command: Command) => command.label}
            value={text}
            onValueChange={(value, details) => {
              // Choosing an item runs it; its label is not wanted in the field.
              if (details.reason !== 'item-press') setText(value)
            }}
          >
            <Autocomplete.InputGroup className="flex items-center gap-2 border-b border-line px-3 text-ink-3">
              <SearchIcon />
              <Autocomplete.Input
                aria-label="Search commands"
                placeholder="Go to a page, or type a user’s name"
                className="h-10 min-w-0 flex-1 bg-transparent text-lg text-ink outline-none placeholder:text-ink-3"
              />
            </Autocomplete.InputGroup>
            <Autocomplete.List className="min-h-0 overflow-auto p-1 outline-none">
              {(command: Command) => (
                <Autocomplete.Item
                  key={command.label}
                  value={command}
                  onClick={() => run(command)}
                  className="cursor-default truncate rounded-sm px-2.5 py-1.5 outline-none data-highlighted:bg-selected"
                >
                  {command.label}
                </Autocomplete.Item>
              )}
            </Autocomplete.List>
          </Autocomplete.Root>
          <Dialog.Close className="sr-only focus:not-sr-only focus:p-2">Close</Dialog.Close>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
