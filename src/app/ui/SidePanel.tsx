import { type ReactNode, type Ref, useEffect, useEffectEvent, useId } from 'react'
import { CloseIcon } from './icons.tsx'
import { isPopupOpen } from './keys.ts'
import { Sheet } from './Sheet.tsx'
import { useNarrow } from './use-media.ts'

interface Props {
  title: ReactNode
  /** A line below the title. */
  sub?: ReactNode
  onClose: () => void
  /** The panel beside the list; a sheet takes the focus itself. */
  ref?: Ref<HTMLElement> | undefined
  children: ReactNode
}

/** Details beside a list; on a narrow window a sheet over it. Escape closes it. */
export function SidePanel({ title, sub, onClose, ref, children }: Props) {
  const narrow = useNarrow()
  if (narrow) {
    return (
      <Sheet title={title} sub={sub} onClose={onClose}>
        {children}
      </Sheet>
    )
  }
  return (
    <Beside title={title} sub={sub} onClose={onClose} ref={ref}>
      {children}
    </Beside>
  )
}

function Beside({ title, sub, onClose, ref, children }: Props) {
  const heading = useId()
  const close = useEffectEvent((event: KeyboardEvent) => {
    if (event.key === 'Escape' && !event.defaultPrevented && !isPopupOpen()) onClose()
  })
  useEffect(() => {
    const listener = (event: KeyboardEvent) => close(event)
    document.addEventListener('keydown', listener)
    return () => document.removeEventListener('keydown', listener)
  }, [])
  return (
    <aside
      ref={ref}
      tabIndex={-1}
      aria-labelledby={heading}
      className="relative grid w-[330px] -outline-offset-2 shrink-0 content-start gap-3.5 overflow-auto border-l border-line bg-surface px-4 py-3.5"
    >
      <div className="flex items-start gap-2">
        <div className="min-w-0 flex-1">
          <h2 id={heading} className="text-lg font-semibold wrap-anywhere">
            {title}
          </h2>
          {sub === undefined ? null : <div className="text-ink-3">{sub}</div>}
        </div>
        <button
          type="button"
          aria-label="Close panel"
          onClick={onClose}
          className="-m-1 rounded-md p-1 text-ink-2 hover:bg-hover hover:text-ink"
        >
          <CloseIcon />
        </button>
      </div>
      {children}
    </aside>
  )
}
