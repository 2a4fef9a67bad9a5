import { BrandIcon } from '../ui/icons.tsx'
import { Navigation } from './Navigation.tsx'

export function SideBar() {
  return (
    <header className="relative flex w-[212px] shrink-0 flex-col overflow-y-auto border-r border-line bg-sunken px-2.5 py-3.5">
      <p className="flex items-center gap-2 px-2 pb-3.5 text-lg font-semibold tracking-tight">
        <BrandIcon />
        Hubscope
      </p>
      <Navigation />
    </header>
  )
}
