import type { ReactNode } from 'react'

interface Props {
  /** A `SidePanel`, when one is open. */
  panel?: ReactNode
  /** The body scrolls as a whole, with the page's margins; without it the content (a table) scrolls by itself. */
  scroll?: boolean
  children: ReactNode
}

/** What the window leaves to a page below its heading. */
export function PageBody({ panel, scroll = false, children }: Props) {
  return (
    <div className={`flex min-h-0 flex-1 ${scroll ? '' : 'border-t border-line'}`}>
      {scroll ? (
        <div className="relative grid min-w-0 flex-1 content-start gap-3.5 overflow-auto px-5 pb-6 max-wide:px-4">
          {children}
        </div>
      ) : (
        <div className="flex min-w-0 flex-1 flex-col">{children}</div>
      )}
      {panel}
    </div>
  )
}
