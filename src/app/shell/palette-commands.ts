import type { PageEntry } from './pages.ts'
import type { ThemeChoice } from './theme.ts'

type Action =
  | { kind: 'go'; to: string }
  | { kind: 'theme'; choice: ThemeChoice }
  | { kind: 'inspector' }
  | { kind: 'help' }

export interface Command {
  label: string
  action: Action
}

const fixed: readonly Command[] = [
  { label: 'Open or close the inspector', action: { kind: 'inspector' } },
  { label: 'Theme: light', action: { kind: 'theme', choice: 'light' } },
  { label: 'Theme: dark', action: { kind: 'theme', choice: 'dark' } },
  { label: 'Theme: as the system', action: { kind: 'theme', choice: 'system' } },
  { label: 'Keyboard shortcuts', action: { kind: 'help' } },
]

/**
 * What the palette offers for the words typed: commands that hold them all, then the users who match (`users`), then a way
 * to users that are not among them.
 */
export function commandsFor(
  text: string,
  pages: readonly Pick<PageEntry, 'path' | 'title'>[],
  users: readonly string[] = [],
): Command[] {
  const typed = text.trim()
  const words = typed.toLowerCase().split(/\s+/)
  const all = [
    ...pages.map(({ title, path }): Command => ({ label: title, action: { kind: 'go', to: path } })),
    ...fixed,
  ]
  const found = all.filter(({ label }) => words.every((word) => label.toLowerCase().includes(word)))
  if (typed === '') return found
  // A hub may hide its list of users and still show the one whose name is known.
  const named = users.includes(typed) ? users : [...users, typed]
  return [
    ...found,
    ...named.map(openUser),
    {
      label: `Find users named ${typed}`,
      action: { kind: 'go', to: `/users?${new URLSearchParams({ q: typed })}` },
    },
  ]
}

function openUser(name: string): Command {
  return {
    label: `Open user ${name}`,
    action: { kind: 'go', to: `/users?${new URLSearchParams({ user: name })}` },
  }
}
