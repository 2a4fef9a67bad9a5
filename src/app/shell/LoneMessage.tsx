import { type ReactNode, useEffect } from 'react'
import { BrandIcon } from '../ui/icons.tsx'

interface Props {
  title: string
  actions?: ReactNode
  children: ReactNode
}

/** The whole window, when there is nothing but one thing to say. */
export function LoneMessage({ title, actions, children }: Props) {
  useEffect(() => {
    document.title = `${title} · Hubscope`
  }, [title])
  return (
    <main
      id="main"
      tabIndex={-1}
      className="grid h-full content-center justify-items-center overflow-auto p-5 outline-none"
    >
      <div className="grid max-w-md gap-3">
        <p className="flex items-center gap-2 text-lg font-semibold">
          <BrandIcon />
          Hubscope
        </p>
        <h1 className="text-xl font-semibold tracking-tight text-balance">{title}</h1>
        <div className="grid gap-2 text-pretty text-ink-2 wrap-anywhere">{children}</div>
        {actions === undefined ? null : <div className="flex gap-2 pt-1">{actions}</div>}
      </div>
    </main>
  )
}
