import { Menu as Base } from '@base-ui/react/menu'
import type { ReactElement, ReactNode } from 'react'

export interface MenuItem {
  label: string
  onSelect: () => void
  danger?: boolean
  /** Why it cannot be chosen, as a sentence below its label. It stays reachable. */
  disabledReason?: string | undefined
}

interface Props {
  /** The button that opens it. */
  trigger: ReactElement
  items: readonly MenuItem[]
  /** Above the items. */
  heading?: ReactNode
}

/** A short list of actions behind a button. */
export function Menu({ trigger, items, heading }: Props) {
  return (
    <Base.Root>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner sideOffset={4} align="end" collisionPadding={8} className="z-50">
          <Base.Popup className="max-h-(--available-height) min-w-40 overflow-auto rounded-md border border-line bg-surface p-1 shadow-float outline-none">
            {heading === undefined ? null : <div className="px-2 py-1 text-sm text-ink-3">{heading}</div>}
            {items.map((item) => (
              <Base.Item
                key={item.label}
                aria-disabled={item.disabledReason !== undefined || undefined}
                closeOnClick={item.disabledReason === undefined}
                onClick={() => {
                  if (item.disabledReason === undefined) item.onSelect()
                }}
                className={`grid max-w-72 cursor-default rounded-sm px-2 py-1 outline-none data-highlighted:bg-hover ${item.danger ? 'text-bad' : ''} aria-disabled:text-ink-3`}
              >
                {item.label}
                {item.disabledReason === undefined ? null : (
                  <span className="text-sm text-pretty text-ink-3">{item.disabledReason}</span>
                )}
              </Base.Item>
            ))}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}
