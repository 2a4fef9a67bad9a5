import { BrandIcon } from '../ui/icons.tsx'
import { Navigation } from './Navigation.tsx'
import { PaletteButton } from './PaletteButton.tsx'

export function SideBar({ onPalette }: { onPalette: () => void }) {
  return (
    <header className="relative flex w-[212px] shrink-0 flex-col overflow-y-auto border-r border-line bg-sunken px-2.5 py-3.5">
      <div className="mb-3 flex h-6 shrink-0 items-center justify-between gap-1 pl-2">
        <p className="flex items-center gap-2 text-lg font-semibold tracking-tight">
          <BrandIcon />
          Hubscope
        </p>
        <PaletteButton onPress={onPalette} />
      </div>
      <Navigation />
    </header>
  )
}
