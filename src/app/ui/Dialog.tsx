import { Dialog as Base } from '@base-ui/react/dialog'
import type { ReactNode, RefObject } from 'react'
import { CloseIcon } from './icons.tsx'

interface Props {
  open: boolean
  onOpenChange: (open: boolean) => void
  title: ReactNode
  /** For lines of configuration, which are longer than sentences. */
  wide?: boolean
  /** What has the focus first; the cross, unless it is told. */
  initialFocus?: RefObject<HTMLElement | null>
  /** What gets the focus when the dialog is closed; true, as without it: what had it before. */
  finalFocus?: () => HTMLElement | true
  children: ReactNode
}

/** A modal dialog: Escape, the cross and a press beside it close it, and the focus goes back to where it was. */
export function Dialog({
  open,
  onOpenChange,
  title,
  wide = false,
  initialFocus,
  finalFocus,
  children,
}: Props) {
  return (
    <Base.Root open={open} onOpenChange={(next) => onOpenChange(next)}>
      <Base.Portal>
        <Base.Backdrop forceRender className="fixed inset-0 z-40 bg-backdrop" />
        <Base.Popup
          initialFocus={initialFocus}
          finalFocus={finalFocus}
          className={`dialog-popup ${wide ? 'max-w-none sm:w-[min(50rem,calc(100vw-2rem))]' : ''}`}
        >
          <div className="flex items-start gap-3">
            <Base.Title className="min-w-0 flex-1 text-lg font-semibold wrap-anywhere">{title}</Base.Title>
            <Base.Close
              aria-label="Close"
              className="-m-1 rounded-md p-1 text-ink-2 hover:bg-hover hover:text-ink"
            >
              <CloseIcon />
            </Base.Close>
          </div>
          {children}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  )
}
