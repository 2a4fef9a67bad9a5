import type { ReactNode } from 'react'

interface Props {
  title: string
  /** A way on: "Clear filters". */
  action?: ReactNode
  children?: ReactNode
}

/** There is nothing here, and that is known. */
export function EmptyState({ title, action, children }: Props) {
  return (
    <div className="grid flex-1 content-center justify-items-center gap-2 px-5 py-12 text-center text-ink-3">
      <p className="font-semibold text-balance text-ink-2">{title}</p>
      {children === undefined ? null : <div className="max-w-prose text-pretty">{children}</div>}
      {action}
    </div>
  )
}
