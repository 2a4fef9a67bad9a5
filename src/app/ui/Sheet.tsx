import { Dialog } from '@base-ui/react/dialog'
import type { ReactNode } from 'react'
import { CloseIcon } from './icons.tsx'

interface Props {
  title: ReactNode
  sub?: ReactNode
  onClose: () => void
  /** Where it comes from. */
  side?: 'bottom' | 'left'
  children: ReactNode
}

const sides = {
  bottom: 'inset-x-0 bottom-0 max-h-[88dvh] rounded-t-lg border-t',
  left: 'inset-y-0 left-0 w-64 border-r',
} as const

/** A panel over a narrow window; everything behind it waits. */
export function Sheet({ title, sub, onClose, side = 'bottom', children }: Props) {
  return (
    <Dialog.Root open onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 bg-backdrop" />
        <Dialog.Popup
          className={`fixed z-40 grid content-start gap-3.5 overflow-auto border-line-strong bg-surface px-4 py-3.5 shadow-float outline-none ${sides[side]}`}
        >
          <div className="flex items-start gap-2">
            <div className="min-w-0 flex-1">
              <Dialog.Title className="text-lg font-semibold wrap-anywhere">{title}</Dialog.Title>
              {sub === undefined ? null : <div className="text-ink-3">{sub}</div>}
            </div>
            <Dialog.Close
              aria-label="Close panel"
              className="-m-1 rounded-md p-1 text-ink-2 hover:bg-hover hover:text-ink"
            >
              <CloseIcon />
            </Dialog.Close>
          </div>
          {children}
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
