import { type ReactNode, useEffect } from 'react'

interface Props {
  /** The page's one heading, and the window's title. */
  title: string
  /** Beside the heading: "41 of 1,284". */
  sub?: ReactNode
  /** Buttons at the end. */
  actions?: ReactNode
}

/** The top of every page. */
export function PageHeader({ title, sub, actions }: Props) {
  useEffect(() => {
    document.title = `${title} · Hubscope`
  }, [title])
  return (
    <header className="flex min-h-13 flex-wrap items-center gap-x-2.5 gap-y-1.5 px-5 pt-3.5 pb-2.5 max-wide:px-4">
      {/* Navigation moves the focus here. */}
      <h1 tabIndex={-1} className="text-xl font-semibold tracking-tight outline-none">
        {title}
      </h1>
      {sub === undefined ? null : (
        <div className={`text-ink-3 ${actions === undefined ? '' : 'max-wide:order-last max-wide:w-full'}`}>
          {sub}
        </div>
      )}
      {actions === undefined ? null : <div className="ml-auto flex flex-wrap gap-2">{actions}</div>}
    </header>
  )
}
