import type { ReactNode } from 'react'

/** A small mark beside a name. */
export function Tag({ children }: { children: ReactNode }) {
  return <span className="rounded-sm border border-line px-1.5 text-xs text-ink-2">{children}</span>
}
