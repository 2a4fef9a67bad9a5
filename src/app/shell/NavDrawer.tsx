import { Sheet } from '../ui/Sheet.tsx'
import { Navigation } from './Navigation.tsx'

export function NavDrawer({ onClose }: { onClose: () => void }) {
  return (
    <Sheet title="Hubscope" side="left" onClose={onClose}>
      <Navigation onChoose={onClose} />
    </Sheet>
  )
}
