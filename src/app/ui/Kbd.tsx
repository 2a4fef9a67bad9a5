import type { ReactNode } from 'react'

/** A key. */
export function Kbd({ children }: { children: ReactNode }) {
  return (
    <kbd className="rounded-sm border border-line bg-surface px-1 font-mono text-xs text-ink-3">
      {children}
    </kbd>
  )
}
