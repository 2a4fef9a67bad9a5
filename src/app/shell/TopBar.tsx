import { Suspense, useState } from 'react'
import { BrandIcon, MenuIcon } from '../ui/icons.tsx'
import { StateDot } from '../ui/StateDot.tsx'
import { lazyPart } from './lazy-part.ts'
import { PaletteButton } from './PaletteButton.tsx'
import { useHubStatus } from './use-hub-status.ts'

const NavDrawer = lazyPart(async () => (await import('./NavDrawer.tsx')).NavDrawer)

/** The navigation of narrow windows, behind a button. */
export function TopBar({ onPalette }: { onPalette: () => void }) {
  const [open, setOpen] = useState(false)
  const { state } = useHubStatus()
  return (
    <header className="flex shrink-0 items-center gap-2 border-b border-line bg-sunken px-4 py-2">
      <button
        type="button"
        aria-label="Menu"
        aria-haspopup="dialog"
        aria-expanded={open}
        onClick={() => setOpen(true)}
        className="-ml-1.5 rounded-md p-1.5 hover:bg-hover"
      >
        <MenuIcon />
      </button>
      <p className="flex items-center gap-2 text-lg font-semibold tracking-tight">
        <BrandIcon />
        Hubscope
      </p>
      <div className="ml-auto flex items-center gap-3">
        {state === 'gone' && (
          <p className="flex items-center gap-1.5 text-sm text-bad">
            <StateDot tone="bad" />
            no answer
          </p>
        )}
        <PaletteButton onPress={onPalette} />
      </div>
      {open && (
        <Suspense>
          <NavDrawer onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </header>
  )
}
