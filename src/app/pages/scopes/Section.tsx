import { type ReactNode, useId } from 'react'

interface Props {
  title: string
  /** A sentence below the heading. */
  intro?: ReactNode
  children: ReactNode
}

/** One part of a view, with its heading. */
export function Section({ title, intro, children }: Props) {
  const id = useId()
  return (
    <section
      aria-labelledby={id}
      className="grid grid-cols-1 content-start gap-2.5 rounded-lg border border-line bg-surface p-4 max-wide:p-3"
    >
      <div className="grid gap-0.5">
        <h2 id={id} className="text-lg font-semibold">
          {title}
        </h2>
        {intro === undefined ? null : <p className="max-w-prose text-pretty text-ink-2">{intro}</p>}
      </div>
      {children}
    </section>
  )
}
