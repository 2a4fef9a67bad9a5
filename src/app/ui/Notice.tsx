import type { ReactNode } from 'react'

interface Props {
  tone: 'plain' | 'wait' | 'bad' | 'veil'
  title: ReactNode
  /** Buttons and links at the end. */
  actions?: ReactNode
  /** Read out at once when it appears: for what went wrong just now. */
  alert?: boolean
  children?: ReactNode
}

const tones = {
  plain: 'border-l-accent',
  wait: 'border-l-wait',
  bad: 'border-l-bad',
  veil: 'border-l-veil',
} as const

/** A card with one thing to say, in the place it concerns. */
export function Notice({ tone, title, actions, alert = false, children }: Props) {
  return (
    <div
      role={alert ? 'alert' : undefined}
      className={`grid grid-cols-1 gap-1.5 rounded-md border border-l-3 border-line bg-surface px-4 py-3 ${tones[tone]}`}
    >
      <p className="font-semibold text-balance">{title}</p>
      {children === undefined ? null : (
        <div className="grid grid-cols-1 gap-1.5 text-ink-2 wrap-anywhere">{children}</div>
      )}
      {actions === undefined ? null : <div className="flex flex-wrap items-center gap-2 pt-1">{actions}</div>}
    </div>
  )
}
