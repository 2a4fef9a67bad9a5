import type { ReactNode } from 'react'

/** The row of filters below the heading. */
export function PageBar({ children }: { children: ReactNode }) {
  return <div className="flex flex-wrap items-center gap-2 px-5 pb-2.5 max-wide:px-4">{children}</div>
}
