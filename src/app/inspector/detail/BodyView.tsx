import { useMemo } from 'react'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { formatBytes } from '../../ui/format.ts'
import type { RecordedBody } from '../record/recorded-body.ts'
import { pretty } from './pretty.ts'

interface Props {
  /** "Body of the answer" */
  label: string
  body: RecordedBody | undefined
  /** What to say when there is none. */
  none: string
}

/** A body as text, whatever it is: nothing of it is drawn as HTML. */
export function BodyView({ label, body, none }: Props) {
  const text = useMemo(() => (body ? pretty(body) : ''), [body])
  if (!body) return <p className="text-ink-3">{none}</p>
  return (
    <div className="grid gap-1">
      <p className="flex flex-wrap items-center gap-x-2 text-sm text-ink-3">
        {[body.type, formatBytes(body.bytes)].filter(Boolean).join(', ')}
        {body.cut && (
          <span className="text-wait">
            {text === '' ? 'no longer kept: newer ones needed the room' : `only its beginning was recorded`}
          </span>
        )}
      </p>
      {text !== '' && (
        <div className="relative rounded-md border border-line bg-sunken">
          <div className="absolute top-1 right-3">
            <CopyButton text={text} what={label.toLowerCase()} />
          </div>
          <section
            // The keyboard scrolls it too.
            // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
            tabIndex={0}
            aria-label={label}
            className="max-h-96 overflow-auto py-2 pr-10 pl-2.5"
          >
            <pre className="leading-normal whitespace-pre-wrap wrap-anywhere">{text}</pre>
          </section>
        </div>
      )}
    </div>
  )
}
