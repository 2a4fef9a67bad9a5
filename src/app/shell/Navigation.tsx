import type { ReactNode } from 'react'
import { NavLink } from 'react-router'
import { HubChip } from './HubChip.tsx'
import { LogOutButton } from './LogOutButton.tsx'
import { pages, tools } from './pages.ts'
import { ThemeSwitch } from './ThemeSwitch.tsx'

interface Props {
  /** Called when an entry was chosen: the drawer closes. */
  onChoose?: () => void
}

/** The entries, and below them the hub, the theme and the way out. */
export function Navigation({ onChoose }: Props) {
  return (
    <div className="flex min-h-0 flex-1 flex-col gap-3">
      <nav aria-label="Pages" className="grid gap-0.5">
        {pages.map(({ path, title, Badge }) => (
          <NavLink key={path} to={path} onClick={onChoose} className={entry}>
            {title}
            {Badge && <Badge />}
          </NavLink>
        ))}
        <Heading>Diagnose</Heading>
        {tools.map(({ path, title, Badge }) => (
          <NavLink key={path} to={path} onClick={onChoose} className={entry}>
            {title}
            {Badge && <Badge />}
          </NavLink>
        ))}
      </nav>
      <div className="mt-auto grid gap-2">
        <HubChip />
        <div className="flex items-center justify-between gap-2">
          <ThemeSwitch />
          <LogOutButton />
        </div>
      </div>
    </div>
  )
}

const entry =
  'flex items-center gap-2 rounded-md border border-transparent px-2 py-1 text-left text-ink-2 hover:bg-hover hover:text-ink aria-[current=page]:border-line aria-[current=page]:bg-surface aria-[current=page]:font-semibold aria-[current=page]:text-ink'

function Heading({ children }: { children: ReactNode }) {
  return <h2 className="px-2 pt-3 pb-1 text-xs font-semibold text-ink-3">{children}</h2>
}
