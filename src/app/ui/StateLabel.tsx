import type { ReactNode } from 'react'
import { StateDot, type Tone } from './StateDot.tsx'

/** A state: dot and word. */
export function StateLabel({ tone, children }: { tone: Tone; children: ReactNode }) {
  return (
    <span className={`inline-flex items-center gap-1.5 ${tone === 'off' ? 'text-ink-3' : ''}`}>
      <StateDot tone={tone} />
      {children}
    </span>
  )
}
