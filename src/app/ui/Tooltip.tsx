import { Tooltip as Base } from '@base-ui/react/tooltip'
import { type ReactElement, type ReactNode, useState } from 'react'

interface Props {
  /** Nothing opens without it. */
  content: ReactNode
  /** One focusable element. The words must also reach it another way, e.g. by `aria-describedby`: tooltips are for eyes. */
  children: ReactElement
  /** Opens on a press too: fingers do not hover. */
  onPress?: boolean
}

/** A few words beside an element on hover and on keyboard focus. */
export function Tooltip({ content, children, onPress = false }: Props) {
  const [open, setOpen] = useState(false)
  const disabled = content === undefined
  return (
    <Base.Root open={open && !disabled} onOpenChange={setOpen} disabled={disabled}>
      <Base.Trigger
        render={children}
        delay={300}
        closeOnClick={false}
        {...(onPress && !disabled ? { onClick: () => setOpen(true) } : {})}
      />
      <Base.Portal>
        <Base.Positioner side="top" sideOffset={6} collisionPadding={8} className="z-50">
          <Base.Popup
            // What it says reaches those who do not see it another way, and twice would be too much.
            aria-hidden="true"
            className="max-w-72 rounded-md border border-line bg-surface px-2.5 py-1.5 text-sm text-pretty text-ink shadow-float"
          >
            {content}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}
